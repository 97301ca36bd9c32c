package vektra.manifest.wanted;

import java.util.List;

/**
 * What a manifest asks for.
 *
 * @param file as messages name it
 * @param services to be enabled, with their options
 * @param notes what is left out, and why
 */
public record Manifest(String file, List<WantedService> services, List<WantedApp> apps, List<String> notes) {
    public Manifest {
        services = List.copyOf(services);
        apps = List.copyOf(apps);
        notes = List.copyOf(notes);
    }

    /** One of one app, whose services need no options. */
    public Manifest(String file, WantedApp app, List<String> notes) {
        this(file, List.of(), List.of(app), notes);
    }
}
