/* Validates PDF files against PDF/A-3a and PDF/UA-1 by veraPDF: a line for each rule that
 * fails, with how often and where first.  PDFBox's preflight knows PDF/A-1b alone, and must
 * find nothing worse than that the file is of a later part.  The exit status is 1 when any
 * fails. */
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.preflight.ValidationResult.ValidationError;
import org.apache.pdfbox.preflight.parser.PreflightParser;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Conformance {
    private static final PDFAFlavour[] FLAVOURS = {PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1};

    /* veraPDF warns of bare CFF fonts that are not keyed by CID, which PDF allows. */
    private static final Logger LOG = Logger.getLogger("org.verapdf");

    private static boolean validate(String path, PDFAFlavour flavour) throws Exception {
        Map<String, Integer> times = new TreeMap<>();
        Map<String, TestAssertion> first = new TreeMap<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(path), flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                times.merge(rule, 1, Integer::sum);
                first.putIfAbsent(rule, assertion);
            }
            System.out.printf("%s: %s: %s, %d checks%n", path, flavour.getId(),
                result.isCompliant() ? "conforms" : "DOES NOT CONFORM", result.getTotalAssertions());
            for (String rule : times.keySet())
                System.out.printf("  %s failed %d times: %s (first at %s)%n", rule, times.get(rule),
                    first.get(rule).getMessage(), first.get(rule).getLocation().getContext());
            return result.isCompliant();
        }
    }

    /* What PDF/A-1 forbids, and PDF/A-3 allows or asks for. */
    private static final String OF_LATER_PARTS = String.join("|",
        "1\\.4 .*/XRef cross reference streams are not allowed",
        "1\\.2\\.9 .*EmbeddedFile entry is present in a FileSpecification dictionary",
        "1\\.4\\.7 .*EmbeddedFile entry is present in the Names dictionary",
        "2\\.1\\.6 .*Invalid version of the ICCProfile", /* 4 */
        "2\\.2\\.2 .*Soft Mask must be null or None.*", /* of an image */
        "3\\.1\\.11 .*The CIDSet entry is missing for the Composite Subset",
        "7\\.11\\.2 Error on MetaData, part must be 1");

    private static boolean preflight(String path) throws IOException {
        Map<String, String> worse = new TreeMap<>();
        for (ValidationError error : PreflightParser.validate(new File(path)).getErrorsList()) {
            String finding = error.getErrorCode() + " " + error.getDetails();
            if (!finding.matches(OF_LATER_PARTS)) worse.putIfAbsent(error.getErrorCode(), finding);
        }
        for (String finding : worse.values()) System.out.printf("%s: preflight: %s%n", path, finding);
        if (worse.isEmpty()) System.out.printf("%s: preflight: nothing worse%n", path);
        return worse.isEmpty();
    }

    public static void main(String[] paths) throws Exception {
        LOG.setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = paths.length > 0;
        for (String path : paths) {
            for (PDFAFlavour flavour : FLAVOURS) good &= validate(path, flavour);
            good &= preflight(path);
        }
        System.exit(good ? 0 : 1);
    }
}
