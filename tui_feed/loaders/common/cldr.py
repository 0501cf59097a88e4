"""Declare names of months and short forms of numbers in 35 languages.

Source: Unicode Common Locale Data Repository, CLDR 47 (github.com/unicode-org/cldr-json; licence
Unicode-3.0, https://www.unicode.org/license.txt), and a few more forms printed by X.
"""

from typing import Final

MONTHS: Final = {
    "en": (
        "jan,january|feb,february|mar,march|apr,april|may|jun,june|jul,july|aug,august|"
        "sep,september|oct,october|nov,november|dec,december"
    ),
    "tr": (
        "oca,ocak|şub,şubat|mar,mart|nis,nisan|may,mayıs|haz,haziran|tem,temmuz|ağu,ağustos|"
        "eyl,eylül|eki,ekim|kas,kasım|ara,aralık"
    ),
    "ca": (
        "gen,gener|febr,febrer|març|abr,abril|maig|juny|jul,juliol|ag,agost|set,setembre|"
        "oct,octubre|nov,novembre|des,desembre"
    ),
    "id": (
        "jan,januari|feb,februari|mar,maret|apr,april|mei|jun,juni|jul,juli|agu,agustus|"
        "sep,september|okt,oktober|nov,november|des,desember"
    ),
    "ru": (
        "янв,января,январь|февр,февраля,февраль|мар,марта,март|апр,апреля,апрель|мая,май|"
        "июн,июня,июнь|июл,июля,июль|авг,августа,август|сент,сентября,сентябрь|"
        "окт,октября,октябрь|нояб,ноября,ноябрь|дек,декабря,декабрь"
    ),
    "ar": "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "pl": (
        "sty,stycznia,styczeń|lut,lutego,luty|mar,marca,marzec|kwi,kwietnia,kwiecień|maj,maja|"
        "cze,czerwca,czerwiec|lip,lipca,lipiec|sie,sierpnia,sierpień|wrz,września,wrzesień|"
        "paź,października,październik|lis,listopada,listopad|gru,grudnia,grudzień"
    ),
    "th": (
        "ม.ค,มกราคม|ก.พ,กุมภาพันธ์|มี.ค,มีนาคม|เม.ย,เมษายน|พ.ค,พฤษภาคม|มิ.ย,มิถุนายน|"
        "ก.ค,กรกฎาคม|ส.ค,สิงหาคม|ก.ย,กันยายน|ต.ค,ตุลาคม|พ.ย,พฤศจิกายน|ธ.ค,ธันวาคม"
    ),
    "zh": "一月|二月|三月|四月|五月|六月|七月|八月|九月|十月|十一月|十二月",
    "sv": (
        "jan,januari|feb,februari|mars|apr,april|maj|juni|juli|aug,augusti|sep,september|"
        "okt,oktober|nov,november|dec,december"
    ),
    "de": (
        "jan,januar|feb,februar|märz,mär|apr,april|mai|juni,jun|juli,jul|aug,august|"
        "sept,september,sep|okt,oktober|nov,november|dez,dezember"
    ),
    "fr": (
        "janv,janvier|févr,février|mars|avr,avril|mai|juin|juil,juillet|août|sept,septembre|"
        "oct,octobre|nov,novembre|déc,décembre"
    ),
    "es": (
        "ene,enero|feb,febrero|mar,marzo|abr,abril|may,mayo|jun,junio|jul,julio|ago,agosto|"
        "sept,septiembre|oct,octubre|nov,noviembre|dic,diciembre"
    ),
    "pt": (
        "jan,janeiro|fev,fevereiro|mar,março|abr,abril|mai,maio|jun,junho|jul,julho|ago,agosto|"
        "set,setembro|out,outubro|nov,novembro|dez,dezembro"
    ),
    "it": (
        "gen,gennaio|feb,febbraio|mar,marzo|apr,aprile|mag,maggio|giu,giugno|lug,luglio|"
        "ago,agosto|set,settembre|ott,ottobre|nov,novembre|dic,dicembre"
    ),
    "hi": (
        "जन॰,जनवरी|फ़र॰,फ़रवरी|मार्च|अप्रैल|मई|जून|जुल॰,जुलाई|अग॰,अगस्त|सित॰,सितंबर|"
        "अक्टू॰,अक्टूबर|नव॰,नवंबर|दिस॰,दिसंबर"
    ),
    "uk": (
        "січ,січня,січень|лют,лютого,лютий|бер,березня,березень|квіт,квітня,квітень|"
        "трав,травня,травень|черв,червня,червень|лип,липня,липень|серп,серпня,серпень|"
        "вер,вересня,вересень|жовт,жовтня,жовтень|лист,листопада,листопад|груд,грудня,грудень"
    ),
    "nl": (
        "jan,januari|feb,februari|mrt,maart|apr,april|mei|jun,juni|jul,juli|aug,augustus|"
        "sep,september|okt,oktober|nov,november|dec,december"
    ),
    "vi": (
        "thg 1,tháng 1|thg 2,tháng 2|thg 3,tháng 3|thg 4,tháng 4|thg 5,tháng 5|thg 6,tháng 6|"
        "thg 7,tháng 7|thg 8,tháng 8|thg 9,tháng 9|thg 10,tháng 10|thg 11,tháng 11|"
        "thg 12,tháng 12"
    ),
    "fa": (
        "ژانویه,ژانویهٔ|فوریه,فوریهٔ|مارس|آوریل|مه,مهٔ|ژوئن|ژوئیه,ژوئیهٔ|اوت|سپتامبر|اکتبر|"
        "نوامبر|دسامبر"
    ),
    "nb": (
        "jan,januar|feb,februar|mars,mar|apr,april|mai|juni,jun|juli,jul|aug,august|"
        "sep,september|okt,oktober|nov,november|des,desember"
    ),
    "da": (
        "jan,januar|feb,februar|mar,marts|apr,april|maj|jun,juni|jul,juli|aug,august|"
        "sep,september|okt,oktober|nov,november|dec,december"
    ),
    "fi": (
        "tammi,tammik,tammikuuta,tammikuu|helmi,helmik,helmikuuta,helmikuu|maalis,maalisk,maaliskuuta,maaliskuu|"
        "huhti,huhtik,huhtikuuta,huhtikuu|touko,toukok,toukokuuta,toukokuu|kesä,kesäk,kesäkuuta,kesäkuu|"
        "heinä,heinäk,heinäkuuta,heinäkuu|elo,elok,elokuuta,elokuu|syys,syysk,syyskuuta,syyskuu|"
        "loka,lokak,lokakuuta,lokakuu|marras,marrask,marraskuuta,marraskuu|joulu,jouluk,joulukuuta,joulukuu"
    ),
    "cs": (
        "led,ledna,leden|úno,února,únor|bře,března,březen|dub,dubna,duben|kvě,května,květen|"
        "čvn,června,červen|čvc,července,červenec|srp,srpna,srpen|zář,září|říj,října,říjen|"
        "lis,listopadu,listopad|pro,prosince,prosinec"
    ),
    "el": (
        "ιαν,ιανουαρίου,ιανουάριοσ|φεβ,φεβρουαρίου,φεβρουάριοσ|μαρ,μαρτίου,μάρ,μάρτιοσ|"
        "απρ,απριλίου,απρίλιοσ|μαΐ,μαΐου,μάι,μάιοσ|ιουν,ιουνίου,ιούν,ιούνιοσ|"
        "ιουλ,ιουλίου,ιούλ,ιούλιοσ|αυγ,αυγούστου,αύγ,αύγουστοσ|σεπ,σεπτεμβρίου,σεπτέμβριοσ|"
        "οκτ,οκτωβρίου,οκτώβριοσ|νοε,νοεμβρίου,νοέ,νοέμβριοσ|δεκ,δεκεμβρίου,δεκέμβριοσ"
    ),
    "he": (
        "ינו׳,ינואר|פבר׳,פברואר|מרץ|אפר׳,אפריל|מאי|יוני|יולי|אוג׳,אוגוסט|ספט׳,ספטמבר|"
        "אוק׳,אוקטובר|נוב׳,נובמבר|דצמ׳,דצמבר"
    ),
    "hu": (
        "jan,január|febr,február|márc,március|ápr,április|máj,május|jún,június|júl,július|"
        "aug,augusztus|szept,szeptember|okt,október|nov,november|dec,december"
    ),
    "ro": (
        "ian,ianuarie|feb,februarie|mar,martie|apr,aprilie|mai|iun,iunie|iul,iulie|aug,august|"
        "sept,septembrie|oct,octombrie|nov,noiembrie|dec,decembrie"
    ),
    "bg": (
        "яну,януари|фев,февруари|март|апр,април|май|юни|юли|авг,август|сеп,септември|"
        "окт,октомври|ное,ноември|дек,декември"
    ),
    "fil": (
        "ene,enero|peb,pebrero|mar,marso|abr,abril|may,mayo|hun,hunyo|hul,hulyo|ago,agosto|"
        "set,setyembre|okt,oktubre|nob,nobyembre|dis,disyembre"
    ),
    "ms": (
        "jan,januari|feb,februari|mac|apr,april|mei|jun|jul,julai|ogo,ogos|sep,september|"
        "okt,oktober|nov,november|dis,disember"
    ),
    "ur": "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر",
}
"""Names of the twelve months by language, in lower case without a full stop."""

SHORT_NUMBERS: Final = {
    "en": "k=3|m=6|b=9|t=12",
    "tr": "b=3|mn=6|mr=9|tn=12",
    "ca": "k=3|m=6|km=9|b=12",
    "id": "rb=3|jt=6|m=9|t=12",
    "ru": "тыс=3|млн=6|млрд=9|трлн=12",
    "ar": "ألف=3|آلاف=3|مليون=6|مليار=9|ترليون=12",
    "pl": "tys=3|mln=6|mld=9|bln=12",
    "th": "k=3|พัน=3|หมื่น=4|แสน=5|m=6|ล้าน=6|b=9|t=12",
    "zh": "万=4|亿=8|万亿=12",
    "zh-Hant": "萬=4|億=8|兆=12",
    "sv": "tn=3|mn=6|md=9|bn=12",
    "ja": "万=4|億=8|兆=12|京=16",
    "de": "mio=6|mrd=9|bio=12",
    "fr": "k=3|m=6|md=9|bn=12",
    "es": "mil=3|m=6|milm=9|b=12",
    "pt": "mil=3|mi=6|bi=9|tri=12",
    "it": "mln=6|mld=9|bln=12",
    "ko": "천=3|만=4|억=8|조=12",
    "hi": "हज़ार=3|लाख=5|क॰=7|अ॰=9|ख॰=11|नील=13",
    "uk": "тис=3|млн=6|млрд=9|трлн=12",
    "nl": "k=3|mln=6|mld=9|bln=12",
    "vi": "n=3|tr=6|t=9|nt=12",
    "fa": "هزار=3|میلیون=6|میلیارد=9|تریلیون=12",
    "nb": "k=3|mill=6|mrd=9|bill=12",
    "da": "t=3|mio=6|mia=9|bio=12",
    "fi": "t=3|milj=6|mrd=9|bilj=12",
    "cs": "tis=3|mil=6|mld=9|bil=12",
    "el": "χιλ=3|εκ=6|δισ=9|τρισ=12",
    "he": "k=3|m=6|b=9|t=12",
    "hu": "e=3|m=6|mrd=9|b=12",
    "ro": "k=3|mil=6|mld=9|tril=12",
    "bg": "хил=3|млн=6|млрд=9|трлн=12",
    "fil": "k=3|m=6|b=9|t=12",
    "ms": "k=3|j=6|m=6|b=9|t=12",
}
"""Endings of short numbers by language, each with its power of ten."""
