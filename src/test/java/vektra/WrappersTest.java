package vektra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.addons.core.Certain;
import vektra.dryrun.DryRunProvider;
import vektra.dryrun.PlannedSteps;
import vektra.fixture.memory.MemoryProvider;
import vektra.fixture.memory.World;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher;

/** What wraps a provider has the abilities of that one, no more and no fewer. */
class WrappersTest {
    /** They ask no server, or as an app would. */
    private static final Set<String> LOCAL = Set.of(
            "keeps",
            "archive",
            "lacksBase",
            "recovering",
            "isExhausted",
            "service",
            "recipe",
            "abilities",
            "adopt",
            "check",
            "configVars",
            "verify",
            "holds",
            "takesAtOnce",
            "connectionForms",
            "verifiedForms");

    private static final Server MANAGED = new Server(
            "ledger",
            new MemoryProvider(new World()).service().name(),
            true,
            List.of(new HostPort("127.0.0.1", 1)),
            new Secret(""),
            Map.of(),
            null,
            null,
            "");

    private final List<String> calls = new ArrayList<>();

    record Wrapper(String name, UnaryOperator<AddonProvider> wrap) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static ServerLauncher launcher(List<String> calls) {
        return of(ServerLauncher.class, calls, List.of());
    }

    static Stream<Wrapper> wrappers() {
        return Stream.of(
                new Wrapper("Certain", real -> new Certain(real, launcher(new ArrayList<>()))),
                new Wrapper("DryRunProvider", real -> new DryRunProvider(real, new PlannedSteps())));
    }

    /** An object that does nothing but write down what it is asked for. */
    private static <T> T of(Class<T> first, List<String> calls, Collection<Class<?>> more) {
        Set<Class<?>> types = new LinkedHashSet<>(List.of(first));
        types.addAll(more);
        return first.cast(Proxy.newProxyInstance(
                WrappersTest.class.getClassLoader(), types.toArray(Class<?>[]::new), (proxy, method, args) -> {
                    if (method.getName().equals("abilities")) {
                        return Abilities.of((AddonProvider) proxy);
                    }
                    if (method.getName().equals("service")) {
                        return new MemoryProvider(new World()).service();
                    }
                    calls.add(method.getName());
                    Class<?> returned = method.getReturnType();
                    return returned == boolean.class ? false : returned == int.class ? (Object) 0 : null;
                }));
    }

    private static List<Class<?>> abilities() {
        return List.of(Ability.class.getDeclaredClasses());
    }

    private static Set<String> has(AddonProvider provider) {
        return Arrays.stream(Abilities.class.getRecordComponents())
                .filter(component -> ability(provider, component).isPresent())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    private static Optional<?> ability(AddonProvider provider, RecordComponent component) {
        try {
            return (Optional<?>) component.getAccessor().invoke(provider.abilities());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void every_ability_can_be_asked_for() {
        assertThat(Arrays.stream(Abilities.class.getRecordComponents())
                        .map(component -> component.getGenericType().getTypeName())
                        .map(type -> type.replaceAll(".*\\$|>", "")))
                .containsExactlyInAnyOrderElementsOf(
                        abilities().stream().map(Class::getSimpleName).toList());
        assertThat(has(of(AddonProvider.class, calls, abilities()))).hasSameSizeAs(abilities());
        assertThat(has(of(AddonProvider.class, calls, List.of()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrappers")
    void a_wrapper_has_each_ability_exactly_when_its_provider_has(Wrapper wrapper) {
        assertThat(has(wrapper.wrap().apply(of(AddonProvider.class, calls, List.of()))))
                .isEmpty();
        for (Class<?> ability : abilities()) {
            List<Class<?>> some = ability == Ability.Backups.class || ability == Ability.Portable.class
                    ? List.of(ability, Ability.Movable.class)
                    : List.of(ability);
            AddonProvider real = of(AddonProvider.class, calls, some);
            assertThat(has(wrapper.wrap().apply(real))).hasSameSizeAs(some).isEqualTo(has(real));
        }
    }

    @Test
    void backups_and_exports_are_of_what_can_be_moved() {
        for (Class<?> ability : List.of(Ability.Backups.class, Ability.Portable.class)) {
            AddonProvider real = of(AddonProvider.class, calls, List.of(ability));
            assertThatThrownBy(() -> Abilities.of(real)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void abilities_are_found_in_the_parts_that_have_them() {
        Object checks = of(Ability.Checks.class, calls, List.of());
        Object forms = of(Ability.Forms.class, calls, List.of(Ability.Shell.class));
        Abilities found = Abilities.of(checks, forms);
        assertThat(found.checks()).get().isSameAs(checks);
        assertThat(found.forms()).get().isSameAs(forms);
        assertThat(found.shell()).get().isSameAs(forms);
        assertThat(found.reload()).isEmpty();
        assertThatThrownBy(() -> Abilities.of(checks, forms, of(Ability.Checks.class, calls, List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Checks");
    }

    /** Else a server would be asked without a look at its process. */
    @Test
    void a_certain_provider_passes_on_every_call_behind_a_look_at_the_process() throws Exception {
        AddonProvider certain = new Certain(of(AddonProvider.class, calls, abilities()), launcher(calls));
        for (Method method : AddonProvider.class.getMethods()) {
            passesOn(method, certain);
        }
        for (RecordComponent component : Abilities.class.getRecordComponents()) {
            Object able = ability(certain, component).orElseThrow();
            Class<?> type = abilities().stream()
                    .filter(one -> one.getSimpleName().equalsIgnoreCase(component.getName()))
                    .findFirst()
                    .orElseThrow();
            for (Method method : type.getMethods()) {
                passesOn(method, able);
            }
        }
    }

    private void passesOn(Method method, Object wrapper) throws IllegalAccessException, InvocationTargetException {
        calls.clear();
        method.setAccessible(true);
        method.invoke(
                wrapper,
                Arrays.stream(method.getParameterTypes())
                        .map(type -> type == Server.class ? MANAGED : null)
                        .toArray());
        if (LOCAL.contains(method.getName())) {
            assertThat(calls).doesNotContain("requireItself");
        } else {
            assertThat(calls).startsWith("requireItself").endsWith(method.getName());
        }
    }
}
