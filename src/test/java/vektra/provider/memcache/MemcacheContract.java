package vektra.provider.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import net.spy.memcached.ConnectionFactoryBuilder.Protocol;
import org.junit.jupiter.api.Test;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.text.Figure;
import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.provider.AppClient.Session;
import vektra.spi.AddonProvider;

/** What every memcached must do, wherever it came from. */
abstract class MemcacheContract extends AddonProviderContract {
    private static final AddonProvider PROVIDER = new MemcacheProvider(Duration.ofSeconds(4));

    @Override
    protected AddonProvider provider() {
        return PROVIDER;
    }

    @Override
    protected AppClient client() {
        return new SpyClient(Protocol.TEXT);
    }

    @Override
    protected boolean isolates() {
        return false;
    }

    @Override
    protected boolean hasAccounts() {
        return false;
    }

    @Override
    protected boolean erases() {
        return false;
    }

    @Test
    void the_binary_protocol_sees_what_the_text_protocol_wrote() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        write(resource, credentials, "key", "by text");
        try (Session binary = new SpyClient(Protocol.BINARY).open(vars(resource, credentials))) {
            assertThat(binary.read("key")).isEqualTo("by text");
            binary.write("key", "by binary");
        }
        assertThat(read(resource, credentials, "key")).isEqualTo("by binary");
    }

    @Test
    void apps_that_keep_to_their_namespace_do_not_meet() throws Exception {
        Resource one = provisioned();
        Resource two = provisioned();
        write(one, bound(one), "key", "of one");
        assertThat(read(two, bound(two), "key")).isNull();
    }

    @Test
    void the_longest_namespace_leaves_204_bytes_for_a_key_after_a_colon() throws Exception {
        Resource resource = provider().provision(server(), wanted("a".repeat(63)));
        Credentials credentials = bound(resource);
        String key = "k".repeat(204);
        write(resource, credentials, key, "fits");
        assertThat(read(resource, credentials, key)).isEqualTo("fits");
    }

    @Test
    void an_add_on_made_again_for_the_same_app_sees_nothing_of_the_old_one() throws Exception {
        Resource old = provisioned();
        write(old, bound(old), "key", "of the old one");
        provider().deprovision(server(), old);
        Resource anew = provisioned();
        assertThat(read(anew, bound(anew), "key")).isNull();
    }

    @Test
    void values_of_a_megabyte_fit() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        String text = noise(1000 * 1024);
        write(resource, credentials, "key", text);
        assertThat(read(resource, credentials, "key")).isEqualTo(text);
    }

    @Test
    void binding_leaves_no_key_behind() {
        Resource resource = provisioned();
        Figure before = items(resource);
        bound(resource);
        assertThat(items(resource)).isEqualTo(before);
    }

    @Test
    void the_vars_hold_the_hosts_and_the_namespace_and_nothing_else() {
        Resource resource = provisioned();
        Map<String, String> vars = vars(resource, bound(resource));
        assertThat(vars).containsOnlyKeys("MEMCACHE_HOSTS", "MEMCACHE_NAMESPACE");
        assertThat(vars.get("MEMCACHE_HOSTS")).isEqualTo(HostList.text(server().hosts()));
        assertThat(vars.get("MEMCACHE_NAMESPACE"))
                .isEqualTo("myapp." + resource.id().brief());
    }

    @Test
    void credentials_are_empty_since_there_is_no_login() {
        Credentials credentials = bound(provisioned());
        assertThat(credentials.user()).isEmpty();
        assertThat(credentials.password().reveal()).isEmpty();
    }

    @Test
    void figures_tell_of_the_whole_server() {
        Map<String, Figure> figures =
                provider().inspect(server(), provisioned()).figures();
        assertThat(figures)
                .containsOnlyKeys(
                        "version", "server items", "server memory", "server memory limit", "server connections");
        assertThat(figures).containsEntry("version", Figure.of(provider().ping(server())));
        assertThat(figures.get("server memory").shown()).matches("[0-9.]+ (bytes|kB|MB)");
    }

    @Test
    void connection_forms_have_a_scheme() {
        Resource resource = provisioned();
        assertThat(provider().abilities().forms().orElseThrow().connectionForms(server(), resource, bound(resource)))
                .containsExactly(Map.entry("memcached", "memcached://" + HostList.text(server().hosts())));
    }

    /** Text that the driver cannot compress. */
    static String noise(int length) {
        return new Random(1)
                .ints(length, 33, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Figure items(Resource resource) {
        return provider().inspect(server(), resource).figures().get("server items");
    }
}
