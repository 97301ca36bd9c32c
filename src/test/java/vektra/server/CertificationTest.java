package vektra.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.Failpoint;
import vektra.model.service.Software;
import vektra.model.text.Secret;
import vektra.server.file.PrivateFiles;
import vektra.server.folder.Authority;
import vektra.server.folder.Ledger;
import vektra.server.folder.ServerFolders;
import vektra.server.port.HostNames;
import vektra.server.process.RunAs;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher.Encryption;
import vektra.spi.ServerRecipe.Layout;
import vektra.spi.ServerRecipe.Tls;
import vektra.store.disk.FileLocks;
import vektra.tls.Identity;
import vektra.tls.Pem;

/** The home's authority and what servers get from it, without a server. */
class CertificationTest {
    private static final List<String> BUILT_IN = List.of("echo", "OpenSSL");

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final Instant now = Instant.now();
    private Tls tls;

    @BeforeEach
    void data() throws Exception {
        tls = new Tls(Files.createDirectory(folder.resolve("data")).resolve("tls.pem"), BUILT_IN);
    }

    private final class Said implements Progress {
        @Override
        public void doing(String doing) {}

        @Override
        public void warn(String message) {
            warnings.add(message);
        }
    }

    /** As a process of its own has it. */
    private Authority authority() {
        Path home = folder.resolve("home");
        ServerFolders house = new ServerFolders(home, folder.resolve("outside"), Map.of());
        return new Authority(house, new Ledger(house, new FileLocks(home, new Said())), new Said());
    }

    private Certification certification() {
        return new Certification(authority(), System.getenv(), new Said());
    }

    private Layout layout(String listen, String version) {
        return layout(listen, version, Map.of());
    }

    private Layout layout(String listen, String version, Map<String, String> options) {
        Software software = new Software("machine", List.of("/usr/bin/server"), version);
        return new Layout(software, folder.resolve("data"), listen, 5432, new Secret("x"), options, false);
    }

    private void renew(String listen) {
        certification().renew("postgres", layout(listen, "17.1"), tls, RunAs.ourselves());
    }

    private String text() {
        return Authority.text(tls.file());
    }

    private Identity own() {
        return Pem.identity(text()).orElseThrow();
    }

    private String lack() {
        return certification().look("127.0.0.1", tls).map(Encryption::lack).orElse(null);
    }

    private Path authorityFile(String name) {
        return folder.resolve("home/tls").resolve(name);
    }

    @Test
    void software_without_tls_is_named_once_and_refused_where_tls_is_required() {
        Tls none = new Tls(tls.file(), List.of("false"));
        for (int start = 0; start < 2; start++) {
            certification().renew("redis", layout("127.0.0.1", "6.2"), none, RunAs.ourselves());
        }
        assertThat(warnings)
                .containsExactly("redis does not offer TLS: the software 6.2 (machine) was built without it");
        assertThat(certification().look("127.0.0.1", none)).isEmpty();
        Certification.requireSpeaks("redis", layout("127.0.0.1", "6.2"), none);
        Layout required = layout("127.0.0.1", "6.2", Map.of("tls", "required"));
        assertThatThrownBy(() -> Certification.requireSpeaks("redis", required, none))
                .hasMessage("redis has no TLS: the software 6.2 (machine) was built without it");
        certification().renew("redis", layout("127.0.0.1", "7.0", Map.of("tls", "required")), tls, RunAs.ourselves());
        Certification.requireSpeaks("redis", required, tls);
    }

    @Test
    void a_certificate_is_made_once_and_kept_while_it_is_good() throws Exception {
        assertThat(lack()).isEqualTo("has no TLS certificate");
        renew("127.0.0.1");
        assertThat(lack()).isEqualTo("has a TLS certificate that it has not read yet");
        certification().settle(tls);
        assertThat(certification().look("127.0.0.1", tls)).contains(new Encryption(authorityFile("ca.pem"), null));
        own().certificate().verify(authority().ready(now).certificate().getPublicKey());
        String first = text();
        renew("127.0.0.1");
        assertThat(text()).isEqualTo(first).endsWith(Files.readString(authorityFile("ca.pem")));
        assertThat(warnings).isEmpty();
        for (Path file : List.of(tls.file(), authorityFile("authority.pem"), authorityFile("ca.pem"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("home/tls"))))
                .isEqualTo("rwx------");
    }

    /** How many days a certificate has left that is renewed, or not. */
    @ParameterizedTest
    @ValueSource(ints = {-3, 1, 59, 61})
    void it_is_renewed_two_months_before_its_end(int days) throws Exception {
        renew("127.0.0.1");
        certification().settle(tls);
        Identity signer = authority().ready(now);
        Identity old = signer.issue("vektra postgres", HostNames.of("127.0.0.1"), Duration.ofDays(days), now);
        Files.writeString(
                tls.file(), "Made by Vektra for /usr/bin/server 17.1\n" + Pem.of(old) + Pem.of(signer.certificate()));
        assertThat(lack() == null).isEqualTo(days > 60);
        renew("127.0.0.1");
        assertThat(own().equals(old)).isEqualTo(days > 60);
        assertThat(authority().ready(now)).isEqualTo(signer);
    }

    @Test
    void it_is_made_anew_for_another_address_and_in_a_copy_of_the_data_in_another_home() throws Exception {
        renew("127.0.0.1");
        renew("192.0.2.7");
        Identity first = own();
        assertThat(HostNames.in(first.certificate())).contains("localhost", "127.0.0.1", "192.0.2.7");
        renew("127.0.0.1");
        assertThat(own()).as("it has more names than needed").isEqualTo(first);
        certification().settle(tls);
        Files.delete(authorityFile("authority.pem"));
        assertThat(lack()).isEqualTo("has a TLS certificate of another authority than this home's");
        Identity second = own();
        renew("127.0.0.1");
        certification().settle(tls);
        assertThat(own()).isNotEqualTo(second);
        assertThat(lack()).isNull();
        Files.delete(authorityFile("ca.pem"));
        renew("127.0.0.1");
        assertThat(authorityFile("ca.pem")).isNotEmptyFile();
    }

    /** Neither a program that prints nothing or no word, nor one that fails, nor one that is not there has TLS. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "echo", "pwd", "/nowhere/server"})
    void software_without_tls_is_asked_once_and_nothing_is_lacking(String program) throws Exception {
        tls = new Tls(tls.file(), List.of(program));
        renew("127.0.0.1");
        certification().settle(tls);
        assertThat(text()).isEqualTo("Made by Vektra for /usr/bin/server 17.1\n");
        assertThat(certification().look("127.0.0.1", tls)).isEmpty();
        assertThat(folder.resolve("home/tls")).doesNotExist();
        tls = new Tls(tls.file(), BUILT_IN);
        renew("127.0.0.1");
        assertThat(Pem.holdsKey(text())).as("asked again").isFalse();
        certification().renew("postgres", layout("127.0.0.1", "17.2"), tls, RunAs.ourselves());
        assertThat(Pem.holdsKey(text())).as("another version is asked").isTrue();
    }

    @Test
    void a_damaged_authority_is_replaced_with_a_warning() throws Exception {
        renew("127.0.0.1");
        String old = Files.readString(authorityFile("ca.pem"));
        Files.write(authorityFile("authority.pem"), new byte[] {0, (byte) 0xff, 7});
        renew("127.0.0.1");
        assertThat(Files.readString(authorityFile("ca.pem"))).isNotEqualTo(old);
        assertThat(warnings).singleElement().asString().contains("need it again", "tls/ca.pem");
        certification().settle(tls);
        assertThat(lack()).isNull();
    }

    @Test
    void many_at_once_make_one_authority() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Identity>> made =
                    threads.invokeAll(java.util.Collections.nCopies(8, (Callable<Identity>) () -> {
                        Authority authority = authority();
                        authority.expect();
                        return authority.ready(now);
                    }));
            Set<Identity> different = new HashSet<>();
            for (Future<Identity> one : made) {
                different.add(one.get());
            }
            assertThat(different).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_crash_between_any_two_steps_leaves_nothing_half() throws Exception {
        List<String> crashes = new ArrayList<>();
        for (int point = 1; ; point++) {
            PrivateFiles.delete(folder.resolve("home"));
            Files.deleteIfExists(tls.file());
            Failpoint.crashAt(point);
            try {
                renew("127.0.0.1");
                break;
            } catch (Failpoint.Crash crash) {
                crashes.add(crash.getMessage());
            } finally {
                Failpoint.crashAt(0);
            }
            assertThat(text().isEmpty() || Pem.identity(text()).isPresent()).isTrue();
            renew("127.0.0.1");
            assertThat(text()).endsWith(Files.readString(authorityFile("ca.pem")));
            assertThat(warnings).isEmpty();
            certification().settle(tls);
            assertThat(lack()).isNull();
        }
        assertThat(crashes).hasSize(4);
    }

    @Test
    void a_server_that_listens_everywhere_has_the_names_of_its_machine() {
        for (String everywhere : List.of("*", "0.0.0.0", "::")) {
            assertThat(HostNames.of(everywhere))
                    .contains("localhost", "127.0.0.1")
                    .doesNotContain(everywhere);
            assertThat(HostNames.of(everywhere)).noneMatch(host -> host.contains("%"));
        }
        assertThat(HostNames.of("::1")).containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(HostNames.of("db.example.org")).contains("db.example.org");
        assertThat(HostNames.of("bücher.example")).doesNotContain("bücher.example");
    }
}
