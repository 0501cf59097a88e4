"""Captures in the languages that X has: structure tells, and words only confirm."""

import pytest

from tests.loaders.captures import load_as, posts_of, problems_of, profile_of
from tui_feed.loaders.page_capture.printed_counts import read_count
from tui_feed.loaders.page_capture.vocabulary import language_of, replied_to, reposter

# Gate, count of posts, month of joining, labels, a date, a count of 1,200, an answer.
PAGES = {
    "tr": ("Giriş yapKaydol", "3.912 gönderi", "Kasım 2012 tarihinde katıldı", "Takip edilen",
           "Takipçi", "12 Haz 2023", "1,2 B", "@QuayNews adlı kullanıcıya yanıt olarak"),
    "id": ("MasukDaftar", "3.912 postingan", "Bergabung November 2012", "Mengikuti", "Pengikut",
           "12 Jun 2023", "1,2 rb", "Membalas @QuayNews"),
    "ru": ("ВойтиЗарегистрироваться", "3 912 постов", "Регистрация: ноябрь 2012", "читаемых",
           "читателей", "12 июн. 2023 г.", "1,2 тыс.", "В ответ @QuayNews"),
    "uk": ("УвійтиЗареєструватися", "3 912 дописів", "Реєстрація: листопад 2012", "Читає",
           "Читачі", "12 черв. 2023 р.", "1,2 тис.", "У відповідь @QuayNews"),
    "pl": ("Zaloguj sięZarejestruj się", "3912 wpisów", "Dołączył(a): listopad 2012",
           "Obserwowani", "Obserwujący", "12 cze 2023", "1,2 tys.", "W odpowiedzi do @QuayNews"),
    "sv": ("Logga inRegistrera dig", "3 912 inlägg", "Gick med november 2012", "Följer",
           "Följare", "12 juni 2023", "1,2 tn", "Svarar @QuayNews"),
    "ar": ("تسجيل الدخولإنشاء حساب", "٣٬٩١٢ منشورًا", "انضم في نوفمبر ٢٠١٢", "متابَعون",
           "متابِعون", "١٢ يونيو ٢٠٢٣", "١٫٢ ألف", "ردًا على @QuayNews"),
    "fa": ("ورودثبت‌نام", "۳٬۹۱۲ پست", "پیوست نوامبر ۲۰۱۲", "دنبال‌شونده", "دنبال‌کننده",
           "۱۲ ژوئن ۲۰۲۳", "۱٫۲ هزار", "در پاسخ به @QuayNews"),
    "hi": ("लॉग इन करेंसाइन अप करें", "3,912 पोस्ट", "नवंबर 2012 में शामिल हुए", "फ़ॉलो कर रहे हैं",
           "फ़ॉलोअर", "12 जून 2023", "1.2 हज़ार", "@QuayNews को जवाब"),
    "th": ("เข้าสู่ระบบสมัคร", "3,912 โพสต์", "เข้าร่วมเมื่อ พฤศจิกายน 2012", "กำลังติดตาม",
           "ผู้ติดตาม", "12 มิ.ย. 2023", "1.2K", "ตอบกลับ @QuayNews"),
    "vi": ("Đăng nhậpĐăng ký", "3.912 bài đăng", "Đã tham gia tháng 11 2012", "Đang theo dõi",
           "Người theo dõi", "12 thg 6, 2023", "1,2 N", "Trả lời @QuayNews"),
    "zh": ("登录注册", "3,912 帖子", "2012年11月 加入", "正在关注", "关注者", "2023年6月12日",
           "0.12万", "回复 @QuayNews"),
    "ja": ("ログイン新規登録", "3,912 件のポスト", "2012年11月からXを利用しています", "フォロー中",
           "フォロワー", "2023年6月12日", "0.12万", "返信先: @QuayNewsさん"),
    "ko": ("로그인가입하기", "3,912 게시물", "가입일: 2012년 11월", "팔로우 중", "팔로워",
           "2023년 6월 12일", "1.2천", "@QuayNews 님에게 보내는 답글"),
    "de": ("AnmeldenRegistrieren", "3.912 Posts", "Seit November 2012 dabei", "Folge ich",
           "Follower", "12. Juni 2023", "1.200", "Antwort an @QuayNews"),
    "fr": ("Se connecterS'inscrire", "3 912 posts", "A rejoint X en novembre 2012", "abonnements",
           "abonnés", "12 juin 2023", "1,2 k", "En réponse à @QuayNews"),
    "es": ("Iniciar sesiónRegístrate", "3.912 posts", "Se unió en noviembre de 2012", "Siguiendo",
           "Seguidores", "12 jun. 2023", "1,2 mil", "En respuesta a @QuayNews"),
    "pt": ("EntrarInscrever-se", "3.912 posts", "Ingressou em novembro de 2012", "Seguindo",
           "Seguidores", "12 de jun. de 2023", "1,2 mil", "Em resposta a @QuayNews"),
    "it": ("AccediIscriviti", "3.912 post", "Iscrizione: novembre 2012", "following", "follower",
           "12 giu 2023", "1,2K", "In risposta a @QuayNews"),
    "nl": ("InloggenRegistreren", "3.912 posts", "Geregistreerd in november 2012", "Volgend",
           "Volgers", "12 jun. 2023", "1,2K", "Als antwoord op @QuayNews"),
    "da": ("Log indTilmeld dig", "3.912 opslag", "Tilmeldt november 2012", "Følger", "Følgere",
           "12. jun. 2023", "1,2 t", "Svarer @QuayNews"),
    "nb": ("Logg påRegistrer deg", "3 912 innlegg", "Ble med november 2012", "Følger", "Følgere",
           "12. juni 2023", "1,2k", "Svarer @QuayNews"),
    "fi": ("Kirjaudu sisäänRekisteröidy", "3 912 julkaisua", "Liittyi marraskuu 2012",
           "Seurattavat", "Seuraajat", "12. kesäk. 2023", "1,2 t.",
           "Vastauksena käyttäjälle @QuayNews"),
    "cs": ("Přihlásit seZaregistrovat se", "3 912 příspěvků", "Připojil se listopad 2012",
           "Sleduje", "Sledující", "12. čvn 2023", "1,2 tis.", "Odpověď uživateli @QuayNews"),
    "el": ("ΣύνδεσηΕγγραφή", "3.912 αναρτήσεις", "Έγινε μέλος Νοέμβριος 2012", "Ακολουθεί",
           "Ακόλουθοι", "12 Ιουν 2023", "1,2 χιλ.", "Απάντηση σε @QuayNews"),
    "he": ("התחברותהרשמה", "3,912 פוסטים", "הצטרף בנובמבר 2012", "במעקב", "עוקבים",
           "12 ביוני 2023", "1.2K", "בתגובה ל-\u200e@QuayNews"),
    "hu": ("BejelentkezésRegisztráció", "3912 bejegyzés", "Csatlakozott: 2012. november",
           "Követett", "Követő", "2023. jún. 12.", "1,2 E", "Válasz neki: @QuayNews"),
    "ro": ("ConectareÎnscriere", "3.912 postări", "S-a alăturat în noiembrie 2012", "Urmăriri",
           "Urmăritori", "12 iun. 2023", "1,2 K", "Răspuns pentru @QuayNews"),
    "ca": ("Inicia sessióRegistra't", "3.912 publicacions", "S'ha unit el novembre de 2012",
           "Seguint", "Seguidors", "12 de juny de 2023", "1,2 k", "En resposta a @QuayNews"),
    "bg": ("ВходРегистрация", "3912 публикации", "Присъединяване: ноември 2012", "Последвани",
           "Последователи", "12 юни 2023", "1,2 хил.", "В отговор на @QuayNews"),
    "fil": ("Mag-log inMag-sign up", "3,912 post", "Sumali noong Nobyembre 2012", "Sinusundan",
            "Mga Tagasunod", "Hun 12, 2023", "1.2K", "Tumutugon kay @QuayNews"),
    "ms": ("Log masukDaftar", "3,912 siaran", "Menyertai November 2012", "Mengikuti", "Pengikut",
           "12 Jun 2023", "1.2K", "Membalas @QuayNews"),
}  # fmt: skip
# A language that is not known, with the same numbers.
UNKNOWN = ("PrisijungtiRegistruotis", "3912 įrašų", "Prisijungė November 2012", "Sekami",
           "Sekėjai", "12 birželio 2023", "1,2 tūkst.", "Atsakymas į @QuayNews")  # fmt: skip


def page(gate, posts, joined, following, followers, date, count, answer):
    return f"""\
{gate}
Mill Street
{posts}
user avatar
Mill Street
@MillStreet
We mill.
Port Ellery
mill.example.org
{joined}
412
{following}
9,515
{followers}
  • user avatar
    Mill Street
    @MillStreet
    {date}
    {answer}
    First text.
    user avatar
    Quay News
    @QuayNews
    {date}
    Quoted text.
    {count}

© 2026 X Corp.
"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_understood_in_its_language(tmp_path, name):
    words = PAGES[name]
    assert language_of(words[:5]) == name
    records = load_as(tmp_path / "x.txt", page(*words))
    profile, (post,) = profile_of(records), posts_of(records)
    assert (profile.bio, profile.location, profile.website) == (
        "We mill.", "Port Ellery", "mill.example.org",
    )  # fmt: skip
    assert (profile.following, profile.followers, profile.post_count) == (412, 9515, 3912)
    assert (profile.joined, post.created_at) == ("2012-11", "2023-06-12")
    assert (post.text, post.reply_to, post.metrics.views) == ("First text.", ("QuayNews",), 1200)
    assert (post.quote.text, post.quote.created_at) == ("Quoted text.", "2023-06-12")
    assert problems_of(records) == []


def test_marks_of_direction_do_not_hide_whom_a_post_answers_nor_words_a_count(tmp_path):
    arabic = (*PAGES["ar"][:-1], "ردًا على \u200e@QuayNews")
    assert posts_of(load_as(tmp_path / "ar.txt", page(*arabic)))[0].reply_to == ("QuayNews",)
    korean = ("로그인가입하기", "게시물 3,912개", *PAGES["ko"][2:])
    profile = profile_of(load_as(tmp_path / "ko.txt", page(*korean)))
    assert profile
    assert profile.post_count == 3912
    thai = (*PAGES["th"][:5], "12 มิ.ย. 2566", "1.2 พัน", PAGES["th"][-1])
    (post,) = posts_of(load_as(tmp_path / "th.txt", page(*thai)))
    assert (post.metrics.views, post.created_at) == (1200, "2023-06-12")


def test_of_a_language_that_is_not_known_structure_is_read_and_the_rest_is_named(tmp_path):
    records = load_as(tmp_path / "x.txt", page(*UNKNOWN))
    profile, (post,) = profile_of(records), posts_of(records)
    assert (profile.bio, profile.location, profile.website) == (
        "We mill.", "Port Ellery", "mill.example.org",
    )  # fmt: skip
    assert (profile.following, profile.followers, profile.post_count) == (412, 9515, 3912)
    assert profile.joined == "2012-11"
    assert (post.created_at, post.metrics.views) == (None, None)
    assert (post.quote.author.handle, post.quote.text) == ("QuayNews", "Quoted text.")
    assert (post.text, post.reply_to) == ("First text.", ())
    assert [problem.reason for problem in problems_of(records)] == [
        "its date '12 birželio 2023' is not understood; it is shown without one",
        "its line 'Atsakymas į @QuayNews' may say whom it answers; it is left out",
        "its last line, '1,2 tūkst.', may be a count; it is left out",
        "its date '12 birželio 2023' is not understood; it is shown without one",
    ]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,2 B", "tr", 1200), ("1.2B", "en", 1_200_000_000), ("1.2B", None, 1_200_000_000),
        ("1,2 M", "id", 1_200_000_000), ("1,2 M", "fr", 1_200_000), ("1,2 tn", "sv", 1200),
        ("1,2 Tn", "tr", 1_200_000_000_000), ("1.2 लाख", "hi", 120_000),
        ("1,2 Mn", "tr", 1_200_000),
        ("1.2億", "ja", 120_000_000), ("3.4萬", "zh", 34_000), ("1,2K", "nl", 1200),
        ("1.2 birds", "en", None), ("Line 4", None, None), ("4 T", None, None),
    ],
)  # fmt: skip
def test_a_unit_means_a_number_in_a_language(text, language, value):
    found = read_count(text, language)
    assert (found and found.value) == value


@pytest.mark.parametrize(
    ("line", "handles", "others"),
    [
        ("Antwort an @a und @b", ("a", "b"), False),
        ("@a ve @b adlı kullanıcılara yanıt olarak", ("a", "b"), False),
        ("В ответ @a и @b", ("a", "b"), False),
        ("Membalas @a dan 2 lainnya", ("a",), True),
        ("回复 @a @b", ("a", "b"), False),
    ],
)
def test_answers_name_whom_they_answer(line, handles, others):
    assert replied_to(line) == (handles, others)


@pytest.mark.parametrize(
    "line", ["Svarar @a med en lång text", "Membalas", "В ответ всем", "@a को जवाब नहीं मिला"]
)
def test_a_text_that_only_begins_like_an_answer_is_a_text(line):
    assert not (replied_to(line) or ((), False))[0]


@pytest.mark.parametrize(
    "line",
    ["Mill Street yeniden gönderdi", "Mill Street memposting ulang", "Mill Street podał dalej",
     "Mill Street さんがリポストしました", "Mill Street 已转帖", "Mill Street đã đăng lại"],
)  # fmt: skip
def test_who_passed_a_post_on_is_named_in_many_languages(line):
    assert reposter(line) == "Mill Street"


POST = """\
Log inSign up
Post
user avatar
Mill Street
@MillStreet
First text.
IMAGE: A wheel
user avatar
Quay News
@QuayNews
Jan 5, 2024
Quoted text.
9:14 PM · Jan 9, 2024
18K
125
3
{more}  • user avatar
    Harbor Riders
    @HarborRiders
    Jan 10, 2024
    Replying to @MillStreet
    True.

New to X?
© 2026 X Corp.
"""


def test_the_page_of_a_single_post_opens_with_its_time_and_its_counts(tmp_path):
    records = load_as(tmp_path / "x.txt", POST.format(more=""))
    post, answer = posts_of(records)
    assert (post.text, post.created_at) == ("First text.", "2024-01-09T21:14")
    assert (post.quote.author.handle, post.quote.text) == ("QuayNews", "Quoted text.")
    assert [each.alt for each in post.media] == ["A wheel"]
    counts = post.metrics
    assert (counts.replies, counts.reposts, counts.likes, counts.bookmarks) == (
        18_000,
        125,
        3,
        None,
    )
    assert counts.approximate == ("replies",)
    assert (answer.text, answer.reply_to) == ("True.", ("MillStreet",))
    assert post.source == "x.txt, the post at its top"


@pytest.mark.parametrize(
    ("stamp", "when", "views"),
    [
        ("9:14 PM · Jan 9, 2024 · 30.1K Views", "2024-01-09T21:14", 30_100),
        ("21:14 · 9. Jan. 2024", "2024-01-09T21:14", None),
        ("下午9:14 · 2024年1月9日", "2024-01-09T21:14", None),
        ("9 янв. 2024 г. · 21:14", "2024-01-09T21:14", None),
    ],
)
def test_the_time_of_a_single_post_is_read_as_its_page_prints_it(tmp_path, stamp, when, views):
    text = POST.format(more="").replace("9:14 PM · Jan 9, 2024", stamp)
    post = posts_of(load_as(tmp_path / "x.txt", text))[0]
    assert (post.created_at, post.metrics.views) == (when, views)
