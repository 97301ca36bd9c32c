package vektra.provider.redis.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vektra.model.text.Secret;
import vektra.provider.redis.wire.CommandTable;

class IsolationTest {
    private static final Secret PASSWORD = new Secret("x");
    private static final String HASH = "#2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

    @Test
    void on_6_0_there_are_no_channels() {
        assertThat(rule(Set.of("swapdb", "move", "flushall", "client", "script"), 5, true))
                .isEqualTo(
                        "reset on " + HASH + " ~* +@all -@admin -@dangerous -select +select|5"
                                + " -swapdb -move -flushall +flushdb +keys +info +sort +lastsave +role -pubsub"
                                + " +client|setname +client|getname +client|id +client|setinfo +client|reply +client|info +acl|whoami");
    }

    @Test
    void on_6_2_client_is_one_command() {
        assertThat(rule(Set.of("swapdb", "move", "copy", "flushall", "client", "script", "reset"), 5, false))
                .isEqualTo(
                        "reset on " + HASH + " ~* allchannels +@all -@admin -@dangerous -select +select|5"
                                + " -swapdb -move -copy -flushall +flushdb +keys +info +sort +lastsave +role"
                                + " +client|setname +client|getname +client|id +client|setinfo +client|reply +client|info +acl|whoami");
    }

    @Test
    void since_7_0_sub_commands_are_commands() {
        Set<String> known = Set.of(
                "swapdb",
                "move",
                "copy",
                "flushall",
                "sort_ro",
                "client",
                "client|tracking",
                "client|caching",
                "client|kill",
                "script",
                "function",
                "reset");
        assertThat(rule(known, 5, false, true))
                .isEqualTo("reset on " + HASH + " ~* allchannels +@all -@admin -@dangerous -select +select|5"
                        + " -swapdb -move -copy -flushall +flushdb +keys +info +sort +sort_ro +lastsave +role"
                        + " -script +script|load +script|exists -function -client|tracking -client|caching");
    }

    @Test
    void own_channels_are_the_only_ones() {
        assertThat(rule(Set.of("reset"), 5, true))
                .contains(" resetchannels &db5:* &__keyspace@5__:* &__keyevent@5__:* &__keyevent@5__:expired"
                        + " &__keyevent@5__:del &/5.* &/5.celery.pidbox &/5.celeryev/worker.* &/5.celeryev/* ")
                .contains(" -pubsub ")
                .doesNotContain("allchannels");
    }

    @Test
    void commands_of_modules_that_name_no_key_are_left_out() {
        CommandTable table = CommandTable.read(List.of(
                command("get", 1),
                command("ping", 0),
                command("FT.SEARCH", 0),
                command("json.get", 1),
                List.of(
                        "client".getBytes(StandardCharsets.UTF_8),
                        0L,
                        0L,
                        0L,
                        0L,
                        0L,
                        0L,
                        0L,
                        0L,
                        List.of(command("client|tracking", 0)))));
        assertThat(table.names()).contains("client|tracking", "json.get");
        assertThat(table.keylessOfModules()).containsExactly("ft.search");
        assertThat(Isolation.rule(table, PASSWORD, 1, false, true)).contains("-ft.search", "-client|tracking");
    }

    @Test
    void what_the_server_does_not_know_is_no_entry() {
        List<Object> answer = new ArrayList<>(Arrays.asList((Object) null, command("copy", 1)));
        assertThat(CommandTable.read(answer).names()).containsExactly("copy");
    }

    private static List<Object> command(String name, long firstKey) {
        return List.of(name.getBytes(StandardCharsets.UTF_8), 0L, List.of(), firstKey);
    }

    private static String rule(Set<String> known, int number, boolean ownChannels) {
        return rule(known, number, ownChannels, false);
    }

    private static String rule(Set<String> known, int number, boolean ownChannels, boolean scripts) {
        CommandTable table = new CommandTable(known, Set.of());
        return String.join(" ", Isolation.rule(table, PASSWORD, number, ownChannels, scripts));
    }
}
