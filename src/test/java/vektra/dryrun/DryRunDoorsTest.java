package vektra.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher;
import vektra.spi.Shelf;
import vektra.spi.Snapshot;

/** A door with a method that the dry run does not know would act by its default, or for real. */
class DryRunDoorsTest {
    record Door(Class<?> promised, Class<?> planned) {}

    static Stream<Door> doors() {
        return Stream.of(
                new Door(AddonProvider.class, DryRunProvider.class),
                new Door(ServerLauncher.class, DryRunLauncher.class),
                new Door(Shelf.class, DryRunShelf.class),
                new Door(Snapshot.class, Renewed.class));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void every_method_is_answered_by_the_dry_run_itself(Door door) {
        List<Method> methods = Arrays.stream(door.promised().getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .toList();
        assertThat(methods)
                .isNotEmpty()
                .allSatisfy(method -> assertThat(
                                door.planned().getDeclaredMethod(method.getName(), method.getParameterTypes()))
                        .isNotNull());
    }
}
