"""Words that X prints around posts, by language.

English is the best known. Of the others there is what a capture cannot be understood without; `{}`
stands for a date, a name or handles. Several that mean the same are separated by bars, in small
letters. A word that is missing here stays in the text of a post: nothing is dropped for being
unknown.
"""

from typing import Final, NamedTuple


class Words(NamedTuple):
    """Words of one language."""

    login: str = ""
    """Button for those who have an account."""
    signup: str = ""
    """Button for those who have none, and what is printed around it."""
    posts: str = ""
    """Things that the count at the top counts."""
    joined: str = ""
    """Line with the month in which an account was made."""
    following: str = ""
    """Label of the number of accounts that are followed."""
    followers: str = ""
    """Label of the number of followers."""
    replying: str = ""
    """Line above an answer."""
    reposted: str = ""
    """Line above a post that was passed on."""
    pinned: str = ""
    """Line above the post that its author keeps at the top."""
    more: str = ""
    """Button below a text that the page had cut."""
    buttons: str = ""
    """Other buttons and captions that are no part of a post."""
    verified: str = ""
    """Mark of an account that the network vouches for."""
    views: str = ""
    """Things that the count below a post counts, where they are named."""
    foot: str = ""
    """First words below the posts."""


LANGUAGES: Final[dict[str, Words]] = {
    "en": Words(
        "log in|sign in|log in to x|sign in to x",
        "sign up|create account|join today.|happening now|already have an account?",
        "posts|post|tweets|tweet",
        "joined {}",
        "following",
        "followers|follower",
        "replying to {}",
        "{} reposted|{} retweeted",
        "pinned|pinned post|pinned tweet",
        "show more",
        "quote|show this thread|show thread|translate post|translate tweet|translate bio|subscribe"
        "|follow|view|show|hide|learn more|change settings|read replies",
        "verified account",
        "views|view",
        "new to x?|new to twitter?",
    ),
    "de": Words(
        "anmelden",
        "registrieren",
        "posts|beiträge|beitrag",
        "seit {} dabei|seit {} bei x|seit {}|beigetreten {}|beigetreten im {}|bei x seit {}"
        "|seit {} bei x beigetreten|seit {} bei twitter beigetreten",
        "folge ich|folgt",
        "follower",
        "antwort an {}|als antwort an {}",
        "{} hat repostet|{} hat retweetet",
        "angeheftet|angepinnt",
        "mehr anzeigen",
        "diesen thread anzeigen|post übersetzen|folgen|ansehen|zitat",
        "verifizierter account",
        "aufrufe|mal angezeigt",
        "neu bei x?",
    ),
    "fr": Words(
        "se connecter",
        "s'inscrire",
        "posts|publications",
        "a rejoint x en {}|a rejoint twitter en {}|inscrit en {}|inscrite en {}|membre depuis {}",
        "abonnements|abonnement",
        "abonnés|abonné",
        "en réponse à {}",
        "{} a reposté|{} a retweeté",
        "épinglé",
        "afficher plus|voir plus",
        "afficher cette discussion|traduire le post|s'abonner|suivre|citation",
        "compte certifié",
        "vues|vue",
        "nouveau sur x ?|nouveau sur x?",
    ),
    "es": Words(
        "iniciar sesión",
        "regístrate",
        "posts|publicaciones",
        "se unió en {}|se unió a x en {}|se unió a twitter en {}",
        "siguiendo",
        "seguidores|seguidor",
        "en respuesta a {}|respondiendo a {}",
        "{} reposteó|{} retwitteó",
        "fijado",
        "mostrar más",
        "mostrar este hilo|traducir post|suscribirse|seguir|cita",
        "cuenta verificada",
        "vistas|visualizaciones",
        "¿nuevo en x?",
    ),
    "pt": Words(
        "entrar",
        "inscrever-se",
        "posts|publicações",
        "ingressou em {}|entrou em {}",
        "seguindo",
        "seguidores|seguidor",
        "em resposta a {}|respondendo a {}",
        "{} repostou|{} republicou|{} retweetou",
        "fixado",
        "mostrar mais",
        "mostrar esta sequência|traduzir post|inscrever-se|citação",
        "conta verificada",
        "visualizações",
        "novo no x?",
    ),
    "it": Words(
        "accedi",
        "iscriviti",
        "post",
        "iscrizione: {}|iscrizione {}|iscrizione a {}|iscrizione in {}|iscritto a {}|iscritta a {}"
        "|iscritto {}|iscritta {}",
        "following|seguiti",
        "follower",
        "in risposta a {}",
        "{} ha ripostato|{} ha repostato|{} ha ritwittato",
        "fissato|in evidenza",
        "mostra altro",
        "mostra questa discussione|traduci post|iscriviti|segui|citazione",
        "account verificato",
        "visualizzazioni",
        "prima volta su x?",
    ),
    "nl": Words(
        "inloggen",
        "registreren",
        "posts|berichten",
        "geregistreerd in {}|geregistreerd op {}|lid geworden in {}|lid geworden op {}|lid sinds {}"
        "|sinds {}",
        "volgend",
        "volgers|volger",
        "als antwoord op {}",
        "{} heeft gerepost|{} heeft geretweet",
        "vastgemaakt|vastgezet",
        "meer weergeven|meer tonen",
        "deze collectie tonen|post vertalen|abonneren|volgen|citaat",
        "geverifieerd account",
        "weergaven",
        "nieuw bij x?",
    ),
    "ja": Words(
        "ログイン",
        "新規登録|登録|アカウント作成",
        "件のポスト|ポスト",
        "{}からxを利用しています|{}からtwitterを利用しています|{}に登録",
        "フォロー中|フォロー",
        "フォロワー",
        "返信先: {}|返信先：{}|返信先:{}",
        "{}さんがリポスト|{}さんがリポストしました|{} さんがリポスト|{} さんがリポストしました"
        "|{}さんがリツイート|{}さんがリツイートしました|{} さんがリツイートしました",
        "固定|固定されたポスト",
        "さらに表示",
        "このスレッドを表示|ポストを翻訳|フォローする|引用",
        "認証済みアカウント",
        "件の表示",
        "xを使ってみよう",
    ),
    "ko": Words(
        "로그인",
        "가입하기",
        "게시물|트윗",
        "가입일: {}|가입일 {}|{}에 가입함|{}에 가입했습니다",
        "팔로우 중|팔로잉",
        "팔로워",
        "{} 님에게 보내는 답글|{}님에게 보내는 답글",
        "{}님이 재게시함|{} 님이 재게시함|{}님이 재게시했습니다|{} 님이 재게시했습니다"
        "|{}님이 리트윗함|{} 님이 리트윗함|{} 님이 리트윗했습니다",
        "고정됨|고정된 게시물",
        "더 보기",
        "이 스레드 보기|게시물 번역하기|팔로우|인용",
        "인증된 계정",
        "회 조회",
        "x를 처음 사용하시나요?",
    ),
    "tr": Words(
        "giriş yap",
        "kaydol",
        "gönderi|tweet",
        "{} tarihinde katıldı",
        "takip edilen",
        "takipçi",
        "{} adlı kullanıcıya yanıt olarak|{} adlı kullanıcılara yanıt olarak"
        "|şu kullanıcıya yanıt olarak: {}|şu kullanıcılara yanıt olarak: {}",
        "{} yeniden gönderdi|{} yeniden paylaştı|{} retweetledi",
        "sabitlendi|sabitlenmiş",
        "daha fazla göster",
        "alıntı|bu akışı göster|gönderiyi çevir|takip et|abone ol",
        "onaylanmış hesap",
        "görüntülenme",
        "x'te yeni misin?",
    ),
    "id": Words(
        "masuk",
        "daftar",
        "postingan|tweet",
        "bergabung {}|bergabung pada {}|bergabung sejak {}",
        "mengikuti|diikuti",
        "pengikut",
        "membalas {}|membalas ke {}",
        "{} memposting ulang|{} me-retweet",
        "disematkan|postingan yang disematkan",
        "tampilkan lebih banyak|selengkapnya",
        "kutip|kutipan|tampilkan utas ini|terjemahkan postingan|ikuti|berlangganan",
        "akun terverifikasi",
        "tayangan",
        "baru mengenal x?|baru di x?",
    ),
    "ru": Words(
        "войти",
        "зарегистрироваться",
        "посты|постов|поста|пост|твитов|твита|твит",
        "регистрация: {}|дата регистрации: {}|на x с {}",
        "читаемых|читаемые|в читаемых|читает",
        "читателей|читатели|читателя|читатель",
        "в ответ {}|в ответ пользователю {}|в ответ пользователям {}",
        "{} сделал(а) репост|{} сделал репост|{} сделала репост|{} репостнул(а)",
        "закреплено|закреплённый пост|закрепленный пост",
        "показать ещё|показать еще",
        "цитата|цитировать|показать эту ветку|перевести пост|читать|подписаться",
        "подтверждённый аккаунт|подтвержденный аккаунт",
        "просмотров|просмотра|просмотр|просмотры",
        "впервые в x?",
    ),
    "uk": Words(
        "увійти",
        "зареєструватися",
        "дописи|дописів|дописа|допис|твітів|твіти|твіт",
        "реєстрація: {}|дата реєстрації: {}",
        "читає|читані|стежить",
        "читачі|читачів|читача|читач",
        "у відповідь {}|у відповідь користувачу {}|відповідь {}",
        "{} зробив репост|{} зробила репост|{} зробив(-ла) репост|{} ретвітнув(-ла)",
        "закріплено|закріплений допис",
        "показати більше",
        "цитата|цитувати|показати цю гілку|перекласти допис|читати",
        "підтверджений обліковий запис",
        "переглядів|перегляди|перегляд",
        "вперше в x?|вперше у x?",
    ),
    "pl": Words(
        "zaloguj się",
        "zarejestruj się",
        "wpisy|wpisów|wpis|posty|postów|tweety|tweetów",
        "dołączył {}|dołączyła {}|dołączył(a) {}|dołączył/a {}|dołączył(a): {}|dołączono: {}"
        "|data dołączenia: {}",
        "obserwowani|obserwowanych|obserwuje",
        "obserwujący|obserwujących",
        "w odpowiedzi do {}|w odpowiedzi {}|odpowiedź do {}",
        "{} podał dalej|{} podała dalej|{} podał(a) dalej|{} podaje dalej",
        "przypięte|przypięty|przypięty wpis",
        "pokaż więcej",
        "cytat|cytuj|pokaż ten wątek|przetłumacz wpis|obserwuj",
        "zweryfikowane konto",
        "wyświetleń|wyświetlenia|wyświetlenie",
        "nowy na x?|pierwszy raz na x?",
    ),
    "sv": Words(
        "logga in",
        "registrera dig",
        "inlägg|tweets",
        "gick med {}|gick med i {}",
        "följer",
        "följare",
        "svarar {}|som svar till {}|svar till {}",
        "{} återpublicerade|{} har återpublicerat|{} retweetade",
        "fastnålat|fäst",
        "visa mer",
        "citat|citera|visa denna tråd|översätt inlägg|följ",
        "verifierat konto",
        "visningar|visning",
        "ny på x?",
    ),
    "th": Words(
        "เข้าสู่ระบบ",
        "สมัคร|ลงทะเบียน",
        "โพสต์|ทวีต",
        "เข้าร่วมเมื่อ {}|เข้าร่วม {}",
        "กำลังติดตาม",
        "ผู้ติดตาม",
        "ตอบกลับ {}|กำลังตอบกลับ {}|ตอบกลับถึง {}",
        "{} รีโพสต์แล้ว|{} ได้รีโพสต์|{} รีทวีตแล้ว",
        "ปักหมุดแล้ว|ปักหมุด",
        "แสดงเพิ่มเติม|ดูเพิ่มเติม",
        "อ้างอิง|แปลโพสต์|ติดตาม",
        "บัญชีที่ยืนยันแล้ว",
        "ครั้งที่ดู|การดู|การเข้าชม",
        "ใหม่สำหรับ x?|เพิ่งเคยใช้ x?",
    ),
    "zh": Words(
        "登录|登入",
        "注册|註冊",
        "帖子|則貼文|貼文|推文|則推文",
        "{} 加入|{}加入|加入于 {}|加入於 {}|加入于{}|加入於{}|已加入 {}",
        "正在关注|关注中|跟隨中|正在跟隨",
        "关注者|粉丝|個跟隨者|跟隨者|位跟隨者",
        "回复 {}|回覆 {}|正在回复 {}|回复给 {}|回覆給 {}",
        "{} 已转帖|{}已转帖|{} 转推了|{}转推了|{} 已轉發|{}已轉發|{} 已轉推|{} 轉發了",
        "置顶|已置顶|置頂|已釘選|釘選",
        "显示更多|顯示更多",
        "引用|显示此主题帖|翻译帖子|翻譯貼文|关注|跟隨",
        "认证账号|已认证的账号|認證帳號|已驗證帳戶",
        "次查看|次观看|次觀看|查看",
        "首次使用 x？|首次使用 x?|初次使用 x？|初次使用 x?|x 新手？",
    ),
    "ar": Words(
        "تسجيل الدخول",
        "إنشاء حساب|اشتراك|التسجيل",
        "منشورات|منشورًا|منشور|من المنشورات|تغريدة|تغريدات",
        "انضم في {}|انضمّ في {}|تاريخ الانضمام {}|انضم {}",
        "متابَعون|متابعون|أتابعهم|المتابَعون|يتابع",
        "متابِعون|متابعًا|متابِع|متابع|المتابِعون|من المتابعين",
        "ردًا على {}|رداً على {}|الرد على {}",
        "{} أعاد النشر|{} أعاد نشر هذا|{} أعادت النشر|أعاد {} النشر|{} أعاد التغريد",
        "مثبّت|مثبت|منشور مثبّت|منشور مثبت",
        "عرض المزيد|إظهار المزيد",
        "اقتباس|عرض هذه السلسلة|ترجمة المنشور|متابعة",
        "حساب موثّق|حساب موثق",
        "مشاهدة|مشاهدات|مرات مشاهدة",
        "هل أنت جديد على x؟|جديد على x؟",
    ),
    "fa": Words(
        "ورود",
        "ثبت‌نام|ثبت نام|عضویت",
        "پست|پست‌ها|توییت",
        "پیوست {}|پیوسته از {}|در {} پیوست|تاریخ پیوستن {}",
        "دنبال‌شونده|دنبال‌شوندگان|دنبال‌شده|دنبال می‌کند",
        "دنبال‌کننده|دنبال‌کنندگان",
        "در پاسخ به {}|پاسخ به {}",
        "{} بازپست کرد|{} بازنشر کرد|{} بازتوییت کرد",
        "سنجاق‌شده|سنجاق شده",
        "نمایش بیشتر",
        "نقل‌قول|ترجمه پست|دنبال کردن",
        "حساب تأییدشده|حساب تایید شده",
        "بازدید|نمایش",
        "تازه به x آمده‌اید؟|به x تازه‌واردید؟",
    ),
    "hi": Words(
        "लॉग इन करें|लॉग इन",
        "साइन अप करें|साइन अप",
        "पोस्ट|पोस्ट्स|ट्वीट",
        "{} में शामिल हुए|{} में जॉइन किया|{} को शामिल हुए",
        "फ़ॉलो कर रहे हैं|फ़ॉलो|फॉलो कर रहे हैं|फॉलोइंग",
        "फ़ॉलोअर|फ़ॉलोअर्स|फॉलोअर|फॉलोअर्स",
        "{} को जवाब|{} को जवाब दे रहे हैं|{} को जवाब दिया जा रहा है",
        "{} ने रीपोस्ट किया|{} रीपोस्ट किया|{} ने रीट्वीट किया",
        "पिन किया गया|पिन की गई",
        "और दिखाएँ|और दिखाएं",
        "कोट|इस थ्रेड को दिखाएँ|पोस्ट का अनुवाद करें|फ़ॉलो करें",
        "सत्यापित अकाउंट|सत्यापित खाता",
        "बार देखा गया|व्यू",
        "x पर नए हैं?",
    ),
    "vi": Words(
        "đăng nhập",
        "đăng ký",
        "bài đăng|tweet",
        "đã tham gia {}|tham gia {}|đã tham gia vào {}",
        "đang theo dõi",
        "người theo dõi",
        "trả lời {}|đang trả lời {}|trả lời cho {}",
        "{} đã đăng lại|{} đã tweet lại",
        "đã ghim|bài đăng đã ghim",
        "hiện thêm|hiển thị thêm|xem thêm",
        "trích dẫn|hiện chuỗi này|dịch bài đăng|theo dõi",
        "tài khoản đã xác nhận|tài khoản được xác minh",
        "lượt xem",
        "bạn mới tham gia x?|mới dùng x?",
    ),
}  # fmt: skip
"""Words of each language."""

JOINING: Final = (
    r"and|und|et|y|e|en|ve|dan|и|і|та|й|i|och|og|ja|và|و|और|और भी|及|和|跟|與|と|및|และ|als mede"
)
"""Words between the handles of a line above an answer."""

OTHERS: Final = (
    r"others?|weitere[nr]?|autres?|otros?|outros?|altri|anderen|他|외|diğer|kişi|kişiye|lainnya"
    r"|ещё|еще|других|другим|інших|іншим|innych|inni|andra|andre|คน|อื่นๆ|其他|其他人|另外|人|位|آخرون"
    r"|آخرين|نفر|دیگر|अन्य|người khác|khác"
)
"""Words for those that such a line does not name."""
