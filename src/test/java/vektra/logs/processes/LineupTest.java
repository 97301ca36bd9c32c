package vektra.logs.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LineupTest {
    private static Lineup lineup(List<ProcessType> types, String... counts) {
        Set<String> names = new LinkedHashSet<>();
        types.forEach(type -> names.add(type.name()));
        return new Lineup(types, Formation.of(names, List.of(), List.of(counts)));
    }

    private static ProcessType type(String name, int port) {
        return new ProcessType(name, "true", port);
    }

    private static Map<String, String> ports(Lineup lineup, Map<String, String> environment) {
        Map<String, String> ports = new LinkedHashMap<>();
        lineup.processes(name -> environment)
                .forEach(one -> ports.put(one.name(), one.environment().get("PORT")));
        assertThat(lineup.names()).containsExactlyElementsOf(ports.keySet());
        return ports;
    }

    @Test
    void each_type_has_a_hundred_ports_from_5000_or_the_one_that_is_set() {
        List<ProcessType> types = List.of(type("web", 0), type("idle", 0), type("worker", 0));
        assertThat(ports(lineup(types, "web=2", "idle=0"), Map.of()))
                .containsExactly(Map.entry("web.1", "5000"), Map.entry("web.2", "5001"), Map.entry("worker.1", "5200"));
        assertThat(ports(lineup(types), Map.of("PORT", "8000"))).containsEntry("idle.1", "8100");
        assertThatThrownBy(() -> ports(lineup(types), Map.of("PORT", "x"))).hasMessage("PORT is 'x'");
    }

    @Test
    void a_port_that_is_declared_is_the_first_ones_and_no_two_have_one() {
        List<ProcessType> types = List.of(type("web", 3000), type("api", 3000), type("jobs", 0));
        assertThat(ports(lineup(types, "web=2"), Map.of("PORT", "")))
                .containsExactly(
                        Map.entry("web.1", "3000"),
                        Map.entry("web.2", "3001"),
                        Map.entry("api.1", "3002"),
                        Map.entry("jobs.1", "5200"));
    }

    @Test
    void each_finds_its_own_environment_with_its_name() {
        List<Declared> all = lineup(List.of(type("web", 0), type("worker", 0))).processes(name -> Map.of("FOR", name));
        assertThat(all.get(1).environment()).containsEntry("FOR", "worker").containsEntry("PS", "worker.1");
    }
}
