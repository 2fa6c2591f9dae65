/* Opens PDF files with the readers that people have.  Beside FILE.pdf stand FILE.pages, its
 * pages as mkreport laid them out, and FILE.pdfjs, what PDF.js reads.  Each reader must
 * open the file without a warning, find the words of each page, and show each where it
 * was laid.  What is wrong is told in a line each, and the exit status is 1 then. */
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

final class Readers {
    private static final int MOST_TOLD = 3; /* of a reader's faults with one file */

    /* By file and reader. */
    private static final Map<String, List<String>> FAULTS = new TreeMap<>();

    /* What programs say of any file; all else is a warning. */
    private static final String HARMLESS = String.join("|",
        "warning: ICC support is not available", /* how Debian builds MuPDF */
        "GPL Ghostscript .*", "Copyright .* Artifex Software.*", "This software is supplied under.*",
        "see the file COPYING for details\\.", "Processing pages 1 through \\d+\\.", "Page \\d+");

    /* Faintest a word may be, of 255: a comma of 8 points has 55. */
    private static final int LEAST_CONTRAST = 30;

    /* Most by which the darkness of a tile may differ; edges are smoothed in different
     * ways, which makes up to 0.24. */
    private static final double MOST_DIFFERENCE = 0.3;

    private final Path pdf;
    private final List<Laid.Page> pages;
    private final Path folder; /* for what the readers write */

    private Readers(Path pdf) throws IOException {
        this.pdf = pdf;
        String name = pdf.toString().replaceFirst("\\.pdf$", "");
        pages = Laid.read(Path.of(name + ".pages"));
        folder = Files.createDirectories(Path.of(name + ".readers"));
    }

    private void fault(String reader, String what) {
        synchronized (FAULTS) {
            FAULTS.computeIfAbsent(pdf + ": " + reader + ": ", key -> new ArrayList<>()).add(what);
        }
    }

    private void check(String reader, String said) {
        said.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.matches(HARMLESS))
            .forEach(line -> fault(reader, line));
    }

    /* Runs a program in the folder; returns what it prints. */
    private String run(String reader, String... command) throws IOException, InterruptedException {
        Path output = folder.resolve(reader + ".output"), errors = folder.resolve(reader + ".errors");
        Process process = new ProcessBuilder(command).directory(folder.toFile())
            .redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
        int status = process.waitFor();
        check(reader, new String(Files.readAllBytes(errors), StandardCharsets.UTF_8));
        if (status != 0) fault(reader, "exit status " + status);
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }

    /* ---- words ---- */

    private static Map<String, Integer> counted(List<String> words) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : words) counts.merge(word, 1, Integer::sum);
        return counts;
    }

    private static List<String> letters(List<String> words) {
        return String.join("", words).codePoints().mapToObj(Character::toString).toList();
    }

    /* Compares words whatever their order; of a page with right-to-left text, where
     * readers differ about order and spaces, its letters. */
    private void compareCounts(String reader, int index, List<String> laid, List<String> read) {
        boolean leftwards = pages.get(index).isLeftwards();
        Map<String, Integer> lacking = counted(leftwards ? letters(laid) : laid);
        counted(leftwards ? letters(read) : read).forEach((word, times) -> lacking.merge(word, -times, Integer::sum));
        lacking.values().removeIf(times -> times == 0);
        if (!lacking.isEmpty()) fault(reader, "page " + (index + 1) + ": lacks so many of " + lacking);
    }

    private void compareInOrder(String reader, int index, List<String> laid, List<String> read) {
        int at = 0;
        while (at < laid.size() && at < read.size() && laid.get(at).equals(read.get(at))) at++;
        if (at == laid.size() && at == read.size()) return;
        fault(reader, "page " + (index + 1) + ": reads " + read.subList(at, Math.min(at + 5, read.size()))
            + ", laid out is " + laid.subList(at, Math.min(at + 5, laid.size())));
    }

    /* The pages end in form feeds.  `spoken`: the reader follows ActualText.  Of MuPDF some
     * releases do, so a page may be either. */
    private void compare(String reader, String text, boolean spoken) {
        String[] read = text.stripTrailing().split("\f");
        if (read.length > pages.size()) fault(reader, read.length + " pages instead of " + pages.size());
        for (int i = 0; i < pages.size(); i++) {
            List<String> words = Laid.words(i < read.length ? read[i] : "");
            if (reader.equals("MuPDF") && words.equals(pages.get(i).words(true))) continue;
            List<String> laid = pages.get(i).words(spoken);
            if (pages.get(i).isLeftwards()) compareCounts(reader, i, laid, words);
            else compareInOrder(reader, i, laid, words);
        }
    }

    /* Ghostscript spoils the text of glyphs that stand for more than one character: of three
     * letters it adds the third to the second, an f.  10.0 also swaps the bytes of each, and
     * takes a minus behind a mark of direction and a doubled dash apart. */
    private static String mendGhostscript(String text) {
        for (char letter : "bfhijklt".toCharArray())
            text = text.replace((char) (letter << 8), letter);
        for (char letter : "bfhijklt".toCharArray())
            text = text.replaceAll(String.format("(?<=f)[\\x{%x}\\x{%x}]", 'f' + letter, ('f' + letter) << 8),
                "f" + letter);
        return text.replace('\u1515', '\u2015').replace('\u0E12', '\u2212');
    }

    /* It writes words as they stand on the page, from the left, and the top. */
    private void readByGhostscript() throws IOException, InterruptedException {
        check("Ghostscript", run("Ghostscript", "gs", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=txtwrite",
            "-sOutputFile=gs%d.txt", pdf.toString()));
        for (int i = 0; i < pages.size(); i++) {
            Path page = folder.resolve("gs" + (i + 1) + ".txt");
            String text = Files.exists(page) ? mendGhostscript(Files.readString(page)) : "";
            compareCounts("Ghostscript", i, pages.get(i).words(false), Laid.words(text));
        }
    }

    private void read() throws IOException, InterruptedException {
        check("qpdf", run("qpdf", "qpdf", "--check", pdf.toString()).lines()
            .filter(line -> line.matches("(WARNING|ERROR).*")).collect(Collectors.joining("\n")));
        compare("poppler", run("poppler", "pdftotext", "-raw", pdf.toString(), "-"), true);
        compare("MuPDF", run("MuPDF", "mutool", "draw", "-q", "-F", "text", pdf.toString()), false);
        compare("PDF.js", Files.readString(Path.of(pdf.toString() + "js")), false);
        readByGhostscript();
    }

    /* ---- pictures ---- */

    private Picture picture(String file) throws IOException {
        Path path = folder.resolve(file);
        Picture picture = new Picture(Files.readAllBytes(path));
        Files.delete(path);
        return picture;
    }

    private void checkInk(String reader, int index, Picture picture) {
        for (Laid.Piece piece : pages.get(index).pieces())
            if (picture.contrast(piece.x(), piece.y() - 0.8 * piece.size(), piece.x() + piece.width(),
                    piece.y() + 0.2 * piece.size()) < LEAST_CONTRAST)
                fault(reader, String.format("page %d: nothing is seen of '%s' at %.0f,%.0f", index + 1,
                    piece.printed(), piece.x(), piece.y()));
    }

    private void checkSame(String reader, int index, Picture picture, Picture other) {
        checkInk(reader, index, other);
        double[] worst = picture.difference(other);
        if (worst[0] > MOST_DIFFERENCE)
            fault(reader, String.format("page %d: looks otherwise than in poppler at %.0f,%.0f", index + 1,
                worst[1], worst[2]));
    }

    private void paint() throws IOException, InterruptedException {
        run("poppler", "pdftoppm", "-r", "72", "-gray", "-sep", "", pdf.toString(), "poppler");
        run("MuPDF", "mutool", "draw", "-q", "-r", "72", "-c", "gray", "-o", "mupdf%d.pgm", pdf.toString());
        check("Ghostscript", run("Ghostscript", "gs", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pgmraw", "-r72",
            "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sOutputFile=gs%d.pgm", pdf.toString()));
        int digits = Integer.toString(pages.size()).length();
        for (int i = 0; i < pages.size(); i++) {
            Picture poppler = picture(String.format("poppler%0" + digits + "d.pgm", i + 1));
            checkInk("poppler", i, poppler);
            checkSame("MuPDF", i, poppler, picture("mupdf" + (i + 1) + ".pgm"));
            checkSame("Ghostscript", i, poppler, picture("gs" + (i + 1) + ".pgm"));
        }
    }

    /* ---- all ---- */

    private void open() {
        try {
            read();
            paint();
        } catch (IOException | InterruptedException | RuntimeException e) {
            fault("readers", e.toString());
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Readers> files = new ArrayList<>();
        for (String file : arguments)
            files.add(new Readers(Path.of(file).toAbsolutePath()));
        files.parallelStream().forEach(Readers::open);
        FAULTS.forEach((where, what) -> {
            what.stream().limit(MOST_TOLD).forEach(one -> System.out.println(where + one));
            if (what.size() > MOST_TOLD) System.out.println(where + "and " + (what.size() - MOST_TOLD) + " more");
        });
        System.exit(files.isEmpty() || !FAULTS.isEmpty() ? 1 : 0);
    }
}
