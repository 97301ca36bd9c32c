package vektra.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.http.MemoryApi;

/** What Vektra does not have is answered by what to do instead. */
class InsteadTest {
    private static final Pattern VEKTRA = Pattern.compile("vektra ([a-z]+(?::[a-z-]+)?)");
    private static final Pattern HEROKU = Pattern.compile("heroku ([a-z]+(?::[a-z]+)*)");

    private static MemoryApi api;

    @BeforeAll
    static void open() {
        api = new MemoryApi();
    }

    @AfterAll
    static void close() {
        api.close();
    }

    static List<Instead.Sentence> sentences() {
        return Instead.sentences();
    }

    /** A request that a sentence is for, on an app called note. */
    private static List<String> request(Instead.Sentence sentence) {
        List<String> path = new ArrayList<>();
        for (String segment : sentence.path()) {
            if (!segment.equals("**")) {
                path.add(segment.equals("*") ? "note" : segment);
            }
        }
        return path;
    }

    private static Set<String> words(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** Those that the tables of the command line have. */
    private static Set<String> commands() throws IOException {
        Set<String> commands = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/vektra/cli"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith("Table.java")).toList()) {
                commands.addAll(words(file.toString(), "row.is\\([A-Z]+, \"([a-z:-]+)\""));
            }
        }
        return commands;
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void each_sentence_is_what_a_request_is_answered_with(Instead.Sentence sentence) {
        List<String> path = request(sentence);
        String method = sentence.method().equals("*") ? "PUT" : sentence.method();
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> api.routes().find(method, path));
        assertThat(refusal).as("%s %s", method, path).hasMessage(sentence.about(path));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void a_sentence_names_commands_that_there_are(Instead.Sentence sentence) throws IOException {
        assertThat(VEKTRA.matcher(sentence.text()).results().map(InsteadTest::command))
                .isSubsetOf(commands());
        assertThat(HEROKU.matcher(sentence.text()).results().map(InsteadTest::command))
                .isSubsetOf(words("docs/heroku-cli.md", "`([a-z]+(?::[a-z-]+)*)`"));
    }

    private static String command(MatchResult found) {
        return found.group(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /apps/note/domains                              | so note has no domains
            POST   | /apps/note/sni-endpoints                        | so note has no certificates
            PATCH  | /apps/note/formation                            | vektra up -a note
            DELETE | /apps/note/dynos/web.1                          | restart the processes where they run
            POST   | /client/v11/databases/x/upgrade/run             | change the version
            POST   | /client/v11/databases/x/links                   | does not link
            PUT    | /client/v11/databases/x/unfollow                | no followers
            POST   | /postgres/v0/databases/x/credentials            | heroku addons:attach
            PATCH  | /postgres/v0/databases/x/config                 | vektra addons:options postgres
            PATCH  | /redis/v0/databases/x/config                    | vektra addons:options redis
            GET    | /data/postgres/v1/x/info                        | heroku pg:info
            POST   | /reports                                        | vektra addons:doctor
            GET    | /pipelines                                      | an app for each stage
            GET    | /apps/note/pipeline-couplings                   | so note is in none
            GET    | /apps/note/webhooks                             | a drain sends the log lines of note
            """)
    void what_the_heroku_cli_sends_is_answered(String method, String path, String part) {
        MemoryApi.Answered answer = api.call(method, path, "{}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("id")).isEqualTo("not_supported");
        assertThat(answer.text("message")).contains(part);
    }

    @Test
    void strangers_learn_nothing_and_nonsense_means_nothing() {
        assertThat(api.call("GET", "/pipelines", "", null).status()).isEqualTo(401);
        assertThat(api.call("GET", "/nonsense", "").text("id")).isEqualTo("not_found");
        assertThat(api.call("PUT", "/apps", "{}").status()).isEqualTo(405);
    }
}
