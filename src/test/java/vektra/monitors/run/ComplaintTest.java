package vektra.monitors.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of its lines is the reason of a program that failed; those of stderr begin with a sign here. */
class ComplaintTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "one|two > two",
                "!one|two > one",
                "!one|!two|  > two",
                "!fatal: no repository|!|!and the repository exists. > fatal: no repository",
                "!error: RPC failed|!fatal: early EOF > error: RPC failed",
                "!psql: error: no route to host|!Is the server running? > psql: error: no route to host",
                "error: on stdout|!ERROR: on stderr|!last > ERROR: on stderr",
                "FATAL: on stdout|!last > FATAL: on stdout",
                "!it said error: not at its begin|!last > last",
                "!errors: 3|!last > last",
                "!error:|!last > last"
            })
    void the_line_that_says_why(String lines, String expected) {
        Complaint complaint = new Complaint();
        for (String line : lines.split("\\|")) {
            complaint.hear(line.startsWith("!"), line.replaceFirst("^!", ""));
        }
        assertThat(complaint.line()).isEqualTo(expected);
    }
}
