/* The pages of a PDF as mkreport laid them out, from what --dump=pages prints. */
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class Laid {
    /* A piece of text on one line; lengths in points, `y` its baseline from the top. */
    record Piece(double x, double y, double size, double width, String printed, String spoken, boolean spaced) {}

    record Page(List<Piece> pieces) {
        /* The words in reading order.  What is spoken is the ActualText where there is one. */
        List<String> words(boolean spoken) {
            StringBuilder text = new StringBuilder();
            Piece last = null;
            for (Piece piece : pieces) {
                if (spoken && piece.spoken.isEmpty()) continue; /* of a divided word, said before */
                if (last != null && (last.spaced || apart(last, piece))) text.append(' ');
                text.append(spoken ? piece.spoken : piece.printed);
                last = piece;
            }
            return Laid.words(BREAKS.matcher(text).replaceAll(""));
        }

        boolean isLeftwards() {
            return pieces.stream().anyMatch(piece -> LEFTWARDS.matcher(piece.printed).find());
        }
    }

    private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*)\"";
    private static final Pattern TEXT = Pattern.compile(
        "text ([-0-9.]+),([-0-9.]+) \\S+ ([0-9.]+) \\S+ " + QUOTED + " width=([-0-9.]+)(.*)");
    private static final Pattern ACTUAL = Pattern.compile(" actual=" + QUOTED);
    /* What governs line breaks is laid out, but must not come out. */
    private static final Pattern BREAKS = Pattern.compile("[\u00AD\u200B\u2060\uFEFF]");
    private static final Pattern DIRECTIONS = Pattern.compile("[\u200E\u200F\u202A-\u202E\u2066-\u2069]");
    private static final Pattern LEFTWARDS = Pattern.compile("[\\p{IsHebrew}\\p{IsArabic}]");
    private static final Pattern WIDE = Pattern.compile("[\u2026\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60\\x{20000}-\\x{3FFFF}]");

    /* The words of a text: parted by white space, each character of a script without
     * spaces by itself, in compatible characters and without marks of direction, which
     * readers set as they like. */
    static List<String> words(String text) {
        text = Normalizer.normalize(WIDE.matcher(text).replaceAll(" $0 "), Normalizer.Form.NFKC);
        text = DIRECTIONS.matcher(text).replaceAll("").strip();
        return text.isEmpty() ? List.of() : List.of(text.split("[\\s\\p{Z}]+"));
    }

    /* On another line, or with a gap; a raised figure is neither. */
    private static boolean apart(Piece last, Piece piece) {
        double size = Math.max(last.size, piece.size);
        double gap = piece.x - last.x - last.width;
        return Math.abs(piece.y - last.y) > size / 2 || gap > 0.12 * size || gap < -0.3 * size;
    }

    private static String unquoted(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private static Piece piece(String line) {
        Matcher text = TEXT.matcher(line);
        if (!text.matches()) throw new IllegalArgumentException(line);
        Matcher actual = ACTUAL.matcher(text.group(6));
        String printed = unquoted(text.group(4));
        return new Piece(Double.parseDouble(text.group(1)), Double.parseDouble(text.group(2)),
            Double.parseDouble(text.group(3)), Double.parseDouble(text.group(5)), printed,
            actual.find() ? unquoted(actual.group(1)) : printed, text.group(6).contains(" space="));
    }

    static List<Page> read(Path dump) throws IOException {
        List<Page> pages = new ArrayList<>();
        for (String line : Files.readAllLines(dump)) {
            if (line.startsWith("page ")) pages.add(new Page(new ArrayList<>()));
            if (line.startsWith("text ")) pages.get(pages.size() - 1).pieces.add(piece(line));
        }
        return pages;
    }
}
