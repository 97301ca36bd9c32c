package vektra.cli;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.addons.drains.DrainUrl;
import vektra.addons.services.Catalogue;
import vektra.model.service.Service;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** What the words of a call mean. */
record Meaning(Commands commands, Supplier<Catalogue> catalogue) {
    /** The command of that name, among those words; one that is none is INVALID. */
    Commands.Entry entry(String name, List<String> words) {
        Commands.Entry entry = commands.find(name);
        if (entry == null) {
            throw VektraException.invalid("no command " + Shown.quoted(name), meant(name, words));
        }
        return entry;
    }

    private String meant(String name, List<String> words) {
        List<Service> services = catalogue.get().all().stream()
                .filter(service -> !service.shipsLogs())
                .toList();
        return OtherWords.meant(name, words, services)
                .map(usage -> "did you mean " + usage.replaceFirst(" .*", "") + "? Type: vektra " + usage)
                .or(() -> commands.meant(name).map(near -> "did you mean " + near + "? See: vektra help"))
                .orElse("see: vektra help");
    }

    /** The service that one of the words names, whose options the command line then has. */
    @Nullable
    Service service(List<String> arguments) {
        List<String> words = Arguments.words(arguments);
        Catalogue known = catalogue.get();
        Service service = known.meant(words);
        return service == null
                ? DrainUrl.serviceAmong(words)
                        .map(name -> known.meant(List.of(name)))
                        .orElse(null)
                : service;
    }
}
