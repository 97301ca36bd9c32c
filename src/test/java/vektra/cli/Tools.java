package vektra.cli;

import java.io.File;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that a test cannot do without. */
final class Tools {
    private Tools() {}

    /** Skips the test, and says so, where one of them is missing. */
    static void need(String... programs) {
        for (String program : programs) {
            skipUnless(there(program), "no " + program + " on this machine");
        }
    }

    static void skipUnless(boolean condition, String reason) {
        if (!condition) {
            System.out.println("Skipped: " + reason);
        }
        Assumptions.assumeTrue(condition, reason);
    }

    private static boolean there(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> new File(folder, program).canExecute());
    }
}
