package vektra.monitors.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Ports;
import vektra.model.monitor.Settings;
import vektra.model.monitor.Status;
import vektra.model.service.HostPort;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.tls.Contexts;
import vektra.tls.Identity;
import vektra.tls.Pem;

class ChecksTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Instant NOW = Instant.now();

    @TempDir
    private Path folder;

    private Checks checks = checks((SSLSocketFactory) SSLSocketFactory.getDefault());

    private static Checks checks(SSLSocketFactory trust) {
        return new Checks(
                name -> new Target("shop", timeout -> Checked.failure("add-on " + name)),
                name -> new Target(Check.NO_APP, timeout -> Checked.failure("archive " + name)),
                name -> new Target(Check.NO_APP, timeout -> Checked.failure("drain " + name)),
                trust,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Checked run(String name, Expected expected) {
        return checks.of(name, expected).run(LONG);
    }

    private Checked run(String name) {
        return run(name, Expected.DEFAULT);
    }

    private static Expected pattern(String pattern) {
        return new Expected(0, Pattern.compile(pattern), Duration.ZERO);
    }

    private static void assertSuccess(Checked checked) {
        assertThat(checked.reason()).isNull();
        assertThat(checked.status()).isEqualTo(Status.SUCCESS);
    }

    private static void assertFailure(Checked checked, String reason) {
        assertThat(checked.reason()).contains(reason);
        assertThat(checked.status()).isEqualTo(Status.FAILURE);
    }

    @Test
    void add_ons_and_drains_are_of_an_app_and_the_rest_of_none() {
        assertThat(run("addon:shop-db").reason()).isEqualTo("add-on shop-db");
        assertThat(run("drain:papertrail").reason()).isEqualTo("drain papertrail");
        assertThat(checks.of("addon:shop-db", Expected.DEFAULT).app()).isEqualTo("shop");
        assertThat(checks.of("tcp://host:1", Expected.DEFAULT).app()).isEqualTo("vektra");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"addon:x", "drain:x", "http://x", "https://x", "http:https://x", "tcp:", "dns:x", "TLS://x"})
    void what_begins_as_a_built_in_monitor_is_meant_as_one(String word) {
        assertThat(Checks.isCheck(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"git/clone", "monitors_git_clone", "all", "ftp://x", "http", "monitors/tcp:x"})
    void other_words_are_not(String word) {
        assertThat(Checks.isCheck(word)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://host | addon:NAME",
                "nothing | addon:NAME",
                "http: | http://HOST/PATH",
                "http:host | http://HOST/PATH",
                "http://ho st | http://HOST/PATH",
                "https:/// | http://HOST/PATH",
                "http:file:///etc/passwd | http://HOST/PATH",
                "tcp://host | tcp://HOST:PORT",
                "tcp://host:0 | tcp://HOST:PORT",
                "tcp://:80 | tcp://HOST:PORT",
                "tls://ho/st | tls://HOST",
                "dns: | dns:NAME",
                "dns:a b | dns:NAME",
                "dns:..a | dns:NAME",
                "dns://server | dns://SERVER/NAME",
                "dns://ser:ver/a | dns://"
            })
    void one_of_another_form_is_invalid_with_what_was_expected(String name, String expected) {
        assertThatThrownBy(() -> checks.of(name, Expected.DEFAULT)).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.INVALID);
            assertThat(e.hint()).contains(expected);
        });
    }

    @Test
    void a_url_with_a_password_is_refused_without_it() {
        assertThatThrownBy(() -> checks.of("https://user:geheim@host/", Expected.DEFAULT))
                .isInstanceOf(VektraException.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void settings_say_what_is_expected() {
        Settings settings = new Settings(
                Settings.DEFAULT.interval(), LONG, 1, LONG, 204, Pattern.compile("up"), 0, List.of(), null, LONG);
        assertThat(Expected.of(settings).isExpected(204)).isTrue();
        assertThat(Expected.of(settings).isExpected(200)).isFalse();
        assertThat(Expected.of(settings).mismatch("it", "down")).isPresent();
        assertThat(Expected.of(Settings.DEFAULT).isExpected(204)).isTrue();
        assertThat(Expected.of(Settings.DEFAULT).isExpected(301)).isFalse();
    }

    @Test
    void a_page_that_is_there_is_a_success_with_its_status() throws Exception {
        try (Answering server = new Answering(Answering.http("HTTP/1.1 204 No Content\n\n"))) {
            Checked checked = run("http://" + server.host() + "/health?deep=1");
            assertSuccess(checked);
            assertThat(checked.exit()).isEqualTo(204);
            assertSuccess(run("http:http://" + server.host()));
        }
    }

    @Test
    void another_status_is_a_failure_and_a_redirect_is_not_followed() throws Exception {
        try (Answering server = new Answering(
                Answering.http("HTTP/1.1 302 Found\nLocation: http://192.0.2.1/\nContent-Length: 0\n\n"))) {
            Checked checked = run("http://" + server.host());
            assertFailure(checked, "status 302");
            assertThat(checked.exit()).isEqualTo(302);
            assertSuccess(run("http://" + server.host(), new Expected(302, null, Duration.ZERO)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Length: 8\n\nall well",
                "HTTP/1.0 200 OK\n\nall well",
                "HTTP/1.1 103 Early\nLink: x\n\nHTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5;x=y\nall w\n3\nell\n0\n\n",
            })
    void the_body_must_match_the_pattern(String answer) throws Exception {
        try (Answering server = new Answering(Answering.http(answer))) {
            assertSuccess(run("http://" + server.host(), pattern("^all well$")));
            assertFailure(run("http://" + server.host(), pattern("al{3}")), "the body does not match al{3}");
        }
    }

    @Test
    void what_is_no_http_or_not_there_is_a_failure() throws Exception {
        try (Answering server = new Answering(Answering.http("+PONG\n\n"))) {
            assertFailure(run("http://" + server.host()), "not HTTP");
        }
        assertFailure(run("http://127.0.0.1:" + Ports.free()), "connection refused");
        assertFailure(run("http://nowhere.invalid/"), "unknown host nowhere.invalid");
    }

    @Test
    void a_page_that_is_cut_off_is_a_failure_and_one_that_only_drips_a_timeout() throws Exception {
        try (Answering cut = new Answering(to -> Answering.request(to.getInputStream()));
                Answering dripping = new Answering(Answering::drop)) {
            assertFailure(run("http://" + cut.host()), "closed");
            for (String pattern : new String[] {"", "never"}) {
                Checked checked =
                        checks.of("http://" + dripping.host(), pattern(pattern)).run(SHORT);
                assertThat(checked.status()).isEqualTo(Status.TIMEOUT);
                assertThat(checked.reason()).isEqualTo("no answer within 300ms");
            }
        }
    }

    @Test
    void a_port_that_accepts_connections_is_a_success() throws Exception {
        try (Answering server = new Answering(to -> to.getOutputStream().write("SSH-2.0-x\r\n".getBytes()))) {
            assertSuccess(run("tcp://" + server.host()));
            assertSuccess(run("tcp:localhost:" + server.port()));
            assertSuccess(run("tcp://" + server.host(), pattern("^SSH-2")));
            assertFailure(run("tcp://" + server.host(), pattern("^HELO")), "the greeting does not match");
        }
        assertFailure(run("tcp://127.0.0.1:" + Ports.free()), "connection refused");
    }

    @Test
    void a_port_that_accepts_nothing_is_a_timeout() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            try (Socket one = new Socket(full.getInetAddress(), full.getLocalPort());
                    Socket two = new Socket(full.getInetAddress(), full.getLocalPort())) {
                assertThat(one.isConnected() && two.isConnected()).isTrue();
                Checked checked = checks.of("tcp://127.0.0.1:" + full.getLocalPort(), Expected.DEFAULT)
                        .run(SHORT);
                assertThat(checked.status()).isEqualTo(Status.TIMEOUT);
            }
        }
    }

    private Answering secured(Identity identity) throws Exception {
        SSLContext context = Contexts.server(identity.key(), identity.certificate());
        return new Answering(
                context.getServerSocketFactory(), Answering.http("HTTP/1.1 200 OK\nContent-Length: 0\n\n"));
    }

    private void trust(Identity authority) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), Pem.of(authority.certificate()));
        checks = checks(Contexts.client(file).getSocketFactory());
    }

    private static Expected days(int days) {
        return new Expected(0, null, Duration.ofDays(days));
    }

    @Test
    void a_certificate_must_be_trusted_be_of_that_host_and_last_for_a_while() throws Exception {
        Identity authority = Identity.authority("test", Duration.ofDays(90), NOW);
        trust(authority);
        Identity lasting = authority.issue("server", List.of("127.0.0.1"), Duration.ofDays(15), NOW);
        Identity ending = authority.issue("server", List.of("127.0.0.1"), Duration.ofDays(13), NOW);
        String day = NOW.plus(Duration.ofDays(13))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        try (Answering good = secured(lasting);
                Answering soon = secured(ending)) {
            for (String scheme : new String[] {"tls://", "https://"}) {
                assertSuccess(run(scheme + good.host()));
                assertFailure(run(scheme + good.host(), days(16)), "expires on");
                assertFailure(run(scheme + soon.host()), "the certificate expires on " + day);
                assertSuccess(run(scheme + soon.host(), days(12)));
                assertFailure(run(scheme + "localhost:" + good.port()), "TLS: ");
            }
        }
        try (Answering foreign = secured(Identity.authority("another", Duration.ofDays(90), NOW)
                .issue("server", List.of("127.0.0.1"), Duration.ofDays(80), NOW))) {
            assertFailure(run("tls://" + foreign.host()), "TLS: ");
        }
        Identity past =
                authority.issue("server", List.of("127.0.0.1"), Duration.ofDays(1), NOW.minus(Duration.ofDays(3)));
        try (Answering expired = secured(past)) {
            assertFailure(run("tls://" + expired.host()), "NotAfter: ");
        }
        try (Answering plain = new Answering(to -> to.getOutputStream().write("no TLS\r\n".getBytes()))) {
            assertThat(run("tls://" + plain.host()).status()).isEqualTo(Status.FAILURE);
        }
    }

    @Test
    void a_name_has_an_address_by_way_of_aliases() throws Exception {
        try (Resolver server = new Resolver()) {
            String at = "dns://127.0.0.1:" + server.port() + "/";
            assertSuccess(run(at + "www.example.net"));
            assertSuccess(run(at + "www.example.net.", pattern("^192\\.0\\.2\\.7$")));
            assertFailure(
                    run(at + "www.example.net", pattern("^10\\.")), "the address of www.example.net does not match");
            assertFailure(run(at + "other.example.net"), "no name other.example.net");
            assertFailure(run(at + "empty.example.net"), "empty.example.net has no address");
            assertThat(checks.of(at + "slow.example.net", Expected.DEFAULT)
                            .run(SHORT)
                            .status())
                    .isEqualTo(Status.TIMEOUT);
        }
    }

    @Test
    void name_servers_are_those_of_the_machine_in_their_order() throws Exception {
        Path file = Files.writeString(
                folder.resolve("resolv.conf"),
                "# nameserver 192.0.2.9\nsearch example.net\nnameserver 192.0.2.1\n nameserver\t2001:db8::1\n");
        assertThat(DnsProbe.ofMachine(file))
                .containsExactly(new HostPort("192.0.2.1", 53), new HostPort("2001:db8::1", 53));
        try (Resolver first = new Resolver()) {
            int port = first.port();
            first.close();
            assertThat(run("dns://127.0.0.1:" + port + "/www.example.net").status())
                    .isEqualTo(Status.FAILURE);
        }
    }

    @Test
    void an_interrupt_ends_a_check_and_stays() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (Answering silent = new Answering(to -> {
            asked.countDown();
            while (to.getInputStream().read() >= 0) {}
        })) {
            Check check = checks.of("http://" + silent.host(), Expected.DEFAULT);
            AtomicReference<Checked> ended = new AtomicReference<>();
            AtomicReference<Boolean> stays = new AtomicReference<>();
            Thread running = new Thread(() -> {
                ended.set(check.run(LONG));
                stays.set(Thread.currentThread().isInterrupted());
            });
            running.start();
            asked.await();
            running.interrupt();
            running.join();
            assertThat(ended.get().status()).isEqualTo(Status.SKIPPED);
            assertThat(stays.get()).isTrue();
        }
    }

    /** Such as a file on a network that is gone: nothing can end that, and it must not pile up. */
    @Test
    void what_nothing_ends_is_left_alone_and_not_tried_again_before_it_ends() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Probe stuck = timeout -> {
            while (released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    // as a read from a disk that does not answer
                }
            }
            over.countDown();
            return Checked.SUCCESS;
        };
        Check check = new Bounded(stuck, "shop", Executors.newCachedThreadPool());
        assertThat(check.run(SHORT).reason()).isEqualTo("no answer within 300ms");
        assertThat(check.run(SHORT)).isEqualTo(new Checked(Status.TIMEOUT, null, "the attempt before still hangs"));
        released.countDown();
        over.await();
        await().untilAsserted(() -> assertSuccess(check.run(LONG)));
    }

    @Test
    void a_check_throws_nothing() {
        Probe broken = timeout -> {
            throw new IllegalStateException("a bug\nof two lines");
        };
        Checked checked = new Bounded(broken, "shop", Executors.newCachedThreadPool()).run(LONG);
        assertThat(checked).isEqualTo(new Checked(Status.ERROR, null, "a bug"));
    }
}
