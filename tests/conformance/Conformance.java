/* Validates PDF files against PDF/A-3a and PDF/UA-1: a line for each rule that fails,
 * with how often and where first.  The exit status is 1 when any does. */
import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
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

    public static void main(String[] paths) throws Exception {
        LOG.setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = paths.length > 0;
        for (String path : paths)
            for (PDFAFlavour flavour : FLAVOURS) good &= validate(path, flavour);
        System.exit(good ? 0 : 1);
    }
}
