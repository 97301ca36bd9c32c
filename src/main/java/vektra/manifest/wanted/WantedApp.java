package vektra.manifest.wanted;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.manifest.text.Position;
import vektra.model.app.Program;
import vektra.model.name.AppName;

/**
 * What one app is to have.
 *
 * @param name null when the file does not say it
 * @param programs what each program of the app sees, where the file says so
 */
public record WantedApp(
        Position at,
        @Nullable AppName name,
        List<WantedResource> resources,
        List<WantedVariable> variables,
        List<WantedDrain> drains,
        Map<String, Program> programs) {
    public WantedApp {
        resources = List.copyOf(resources);
        variables = List.copyOf(variables);
        drains = List.copyOf(drains);
        programs = Map.copyOf(programs);
    }
}
