package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;

/** Real servers and commands in a home whose secrets are encrypted. */
class EncryptionIT {
    private static final String OWN = "my-0wn-value";
    private static final String TOKEN = "0123abcd-4567-89ab-cdef-0123456789ab";
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        JsonShapesIT.giveKey(home);
        home.vektra("addons:enable", "redis").ok();
        home.vektra("apps:create", "note").ok();
        home.vektra("config:set", "OWN=" + OWN, "-a", "note").ok();
        home.vektra("addons:bind", "redis", "-a", "note").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    /** Every value of the app that has a password in it, or is its user's. */
    private static Set<String> secrets(String app) {
        Set<String> secrets = new TreeSet<>(Set.of(OWN, TOKEN));
        home.vektra("config", "--json", "-a", app).ok().json().elements().forEachRemaining(value -> {
            String url = value.asText();
            if (url.contains("@")) {
                secrets.add(url);
                secrets.add(url.replaceFirst(".*:(.*)@.*", "$1"));
            }
        });
        return secrets;
    }

    /** What servers write themselves is not encrypted. */
    private static void assertHidden(Set<String> secrets, String after) throws IOException {
        try (Stream<Path> all = Files.walk(home.path())) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !home.path().relativize(file).startsWith("servers"))
                    .toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(secrets)
                        .as(home.path().relativize(file) + " after " + after)
                        .noneMatch(content::contains);
            }
        }
    }

    @Test
    void a_copy_of_the_home_gives_no_secret_whatever_was_done() throws IOException {
        home.write("convox.yml", JsonShapesIT.MANIFEST);
        home.vektra("encrypt").ok();
        Set<String> secrets = secrets("note");
        assertHidden(secrets, "encrypt");
        for (String call : new String[] {
            "addons:create redis:dedicated -a note --as EXTRA --name redis-extra",
            "addons:wait redis-extra",
            "addons:rotate EXTRA -a note",
            "addons:rotate redis -a note --grace 1h",
            "addons:attach redis-extra -a note --as MORE",
            "addons:promote EXTRA -a note",
            "drains:add 127.0.0.1:1 --service logentries --token " + TOKEN + " -a note",
            "config:set OWN=" + OWN + " TWICE=" + OWN + " -a note",
            "config:unset TWICE -a note",
            "rollback v2 -a note",
            "addons:stop redis-extra",
            "addons:start redis-extra",
            "resources:apply -m convox.yml -a note",
            "config:set KEY=required-by-it -a note",
            "keys:rotate --all",
            "addons:doctor --fix",
            "addons:unbind redis -a note --as MORE",
        }) {
            home.vektra(call.split(" ")).ok();
            secrets.addAll(secrets("note"));
            assertHidden(secrets, call);
        }
        assertThat(home.vektra("addons:doctor", "--json").ok().json()).isEmpty();

        // a program gets its variables, and not the key
        String environment = home.vektra("run", "-a", "note", "--", "env").ok().out();
        assertThat(environment).contains("OWN=" + OWN).doesNotContain("VEKTRA_KEY");

        // without the key there are lists, and nothing else
        Map<String, String> nothing = Map.of("VEKTRA_KEY", "");
        assertThat(home.vektra(nothing, "addons", "-a", "note").ok().out()).contains("redis-extra");
        assertThat(home.vektra(nothing, "config:set", "A=1", "-a", "note")
                        .exits(5)
                        .err())
                .contains("are encrypted, and no key is set", "set VEKTRA_KEY");
        home.vektra(nothing, "config", "--json", "-a", "note").exits(5);

        home.vektra("decrypt").exits(2);
        home.vektra("decrypt", "--confirm").ok();
        assertThat(home.vektra(nothing, "config:get", "OWN", "-a", "note").ok().out())
                .isEqualTo(OWN + "\n");
    }
}
