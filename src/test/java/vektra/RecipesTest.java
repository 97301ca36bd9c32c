package vektra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.fixture.memory.MemoryFolder;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.service.Software;
import vektra.model.text.Secret;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;
import vektra.spi.ServerRecipe.Layout;
import vektra.spi.SoftwareSource.Docker;

/** Every recipe with a container image keeps to what a container needs. */
class RecipesTest {
    private static final String PASSWORD = "the-password";

    static Stream<Arguments> contained() {
        return Services.providers().stream()
                .flatMap(provider -> provider.recipe().sources().stream()
                        .filter(Docker.class::isInstance)
                        .map(source -> Arguments.of(provider.service().name().value(), provider, source)));
    }

    private static Layout layout(Service service, Docker source) {
        Map<String, String> options = new HashMap<>();
        for (ServiceOption option : service.options()) {
            if (option.defaultValue() != null) {
                options.put(option.name(), option.defaultValue());
            }
        }
        Software software = new Software(source.name(), source.command(), "17.1");
        return new Layout(software, source.data(), "0.0.0.0", source.port(), new Secret(PASSWORD), options, false);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contained")
    void nothing_that_goes_inside_has_the_password(String name, AddonProvider provider, Docker source) {
        ServerRecipe recipe = provider.recipe();
        Layout layout = layout(provider.service(), source);
        MemoryFolder place = new MemoryFolder();
        recipe.initialize(layout, place);
        recipe.beforeStart(layout, place);
        assertThat(place.files.values()).noneMatch(text -> text.contains(PASSWORD));
        assertThat(place.files.keySet()).allMatch(file -> recipe.keepsData() && file.startsWith(source.data()));
        assertThat(place.commands).noneMatch(command -> command.contains(PASSWORD));
        assertThat(recipe.command(layout)).noneMatch(word -> word.contains(PASSWORD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contained")
    void a_second_start_finds_and_writes_the_same(String name, AddonProvider provider, Docker source) {
        Layout layout = layout(provider.service(), source);
        MemoryFolder place = new MemoryFolder();
        provider.recipe().beforeStart(layout, place);
        Map<?, String> first = new TreeMap<>(place.files);
        provider.recipe().beforeStart(layout, place);
        assertThat(place.files).isEqualTo(first);
        List<String> command = provider.recipe().command(layout);
        assertThat(command.subList(0, source.command().size())).isEqualTo(source.command());
    }
}
