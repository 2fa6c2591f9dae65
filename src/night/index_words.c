/* A row a language.  The last one is that of readers who have none of the others. */
#include "night/index_words.h"

#include <string.h>

#define NBSP  "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"

static const IndexWords WORDS[] = {
    {.lang = "de",
     .title = "Die Briefings dieser Nacht",
     .lead = "Jeder Titel führt zu seinem PDF; die Befunde enthalten jede Zahl mit "
             "Formel, Ausgangsdaten und Quellen.",
     .show = "Zeige",
     .all = "alle",
     .states = {"Veröffentlicht", "Unverändert", "Zurückgehalten", "Gescheitert"},
     .as_of = "Stand",
     .briefings = "Briefings",
     .colon = ": ",
     .unended = "Diese Nacht ist nicht zu Ende gekommen, bisher: %d von %d.",
     .caption = "Die Briefings von %s, in der Reihenfolge ihres Auftrags",
     .columns = {"Briefing", "Seiten", "Urteil", "Was sich geändert hat", "Ergebnis"},
     .findings = "Befunde",
     .stays = "Die letzte gute Ausgabe bleibt.",
     .made = "Erstellt mit %s."},
    {.lang = "fr",
     .title = "Les notes de cette nuit",
     .lead = "Chaque titre mène à son PDF" NNBSP "; les résultats contiennent chaque "
             "chiffre avec sa formule, ses données de départ et ses sources.",
     .show = "Montrer",
     .all = "tout",
     .states = {"Publiée", "Inchangée", "Retenue", "Échouée"},
     .as_of = "Arrêté au",
     .briefings = "Notes",
     .colon = NBSP ": ",
     .unended = "Cette nuit n’est pas allée à son terme, jusqu’ici" NBSP ": %d sur %d.",
     .caption = "Les notes de %s, dans l’ordre de la commande",
     .columns = {"Note", "Pages", "Verdict", "Ce qui a changé", "État"},
     .findings = "résultats",
     .stays = "La dernière bonne édition reste.",
     .made = "Produit avec %s."},
    {.lang = "es",
     .title = "Los informes de esta noche",
     .lead = "Cada título lleva a su PDF; los resultados contienen cada cifra con su "
             "fórmula, sus datos de partida y sus fuentes.",
     .show = "Mostrar",
     .all = "todo",
     .states = {"Publicado", "Sin cambios", "Retenido", "Fallido"},
     .as_of = "A fecha de",
     .briefings = "Informes",
     .colon = ": ",
     .unended = "Esta noche no ha llegado a su fin, hasta ahora: %d de %d.",
     .caption = "Los informes de %s, en el orden del encargo",
     .columns = {"Informe", "Páginas", "Veredicto", "Qué ha cambiado", "Estado"},
     .findings = "resultados",
     .stays = "Se mantiene la última edición buena.",
     .made = "Elaborado con %s."},
    {.lang = "ja",
     .title = "今夜のブリーフィング",
     .lead = "題名からPDFを開ける。分析結果には、すべての数値の算式、基になるデータ、"
             "出典が収められている。",
     .show = "表示",
     .all = "すべて",
     .states = {"発行", "変更なし", "保留", "失敗"},
     .as_of = "基準日",
     .briefings = "ブリーフィング",
     .colon = "：",
     .unended = "この夜の処理は完了していない。完了：%d／%d",
     .caption = "%sのブリーフィング（指定順）",
     .columns = {"ブリーフィング", "ページ", "結論", "前回からの変更", "状態"},
     .findings = "分析結果",
     .stays = "前回の版が残っている。",
     .made = "%sで作成。"},
    {.lang = "he",
     .leftwards = true,
     .title = "תדריכי הלילה",
     .lead = "כל כותרת מובילה ל-PDF שלה; הממצאים מכילים כל נתון עם הנוסחה, נתוני הקלט "
             "והמקורות שלו.",
     .show = "הצגה",
     .all = "הכול",
     .states = {"פורסם", "ללא שינוי", "מעוכב", "נכשל"},
     .as_of = "נכון ליום",
     .briefings = "תדריכים",
     .colon = ": ",
     .unended = "הלילה הזה לא הגיע לסיומו, עד כה: %d מתוך %d.",
     .caption = "התדריכים של %s, לפי סדר ההזמנה",
     .columns = {"תדריך", "עמודים", "מסקנה", "מה השתנה", "מצב"},
     .findings = "ממצאים",
     .stays = "המהדורה התקינה האחרונה נשארת.",
     .made = "הופק באמצעות %s."},
    {.lang = "ar",
     .leftwards = true,
     .title = "إحاطات هذه الليلة",
     .lead = "يقود كل عنوان إلى ملف PDF الخاص به؛ وتضم النتائج كل رقم مع صيغته "
             "ومدخلاته ومصادره.",
     .show = "عرض",
     .all = "الكل",
     .states = {"نُشر", "دون تغيير", "موقوف", "فشل"},
     .as_of = "حتى",
     .briefings = "الإحاطات",
     .colon = ": ",
     .unended = "لم تبلغ هذه الليلة نهايتها، حتى الآن: %d من %d.",
     .caption = "إحاطات %s بترتيب طلبها",
     .columns = {"الإحاطة", "الصفحات", "الخلاصة", "ما الذي تغير", "الحالة"},
     .findings = "النتائج",
     .stays = "يبقى آخر عدد سليم.",
     .made = "أُنتج بواسطة %s."},
    {.lang = "en",
     .title = "Tonight’s briefings",
     .lead = "Each title leads to its PDF; the findings hold every figure with its "
             "formula, inputs and sources.",
     .show = "Show",
     .all = "all",
     .states = {"Published", "Unchanged", "Held", "Failed"},
     .as_of = "As of",
     .briefings = "Briefings",
     .colon = ": ",
     .unended = "This night has not come to its end, so far: %d of %d.",
     .caption = "The briefings of %s, in the order of their brief",
     .columns = {"Briefing", "Pages", "Verdict", "What has changed", "Status"},
     .findings = "findings",
     .stays = "The last good edition stays.",
     .made = "Made with %s."}};

const IndexWords *index_words(const char *lang) {
    const int last = sizeof WORDS / sizeof *WORDS - 1;
    const size_t length = lang ? strcspn(lang, "-_") : 0;
    int i = 0;
    while (i < last && (strlen(WORDS[i].lang) != length ||
                        strncmp(WORDS[i].lang, lang, length) != 0))
        i++;
    return &WORDS[i];
}
