package vektra.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import vektra.model.service.Service;

/**
 * One command with everything it takes, for man pages and completion.
 *
 * @param ofServices the options that it has for one service only
 */
record Described(Commands.Entry entry, CommandSpec spec, Map<Service, List<OptionSpec>> ofServices) {

    static Described of(Commands commands, Commands.Entry entry, List<Service> services) {
        CommandSpec spec = commands.make(entry, () -> null).spec();
        Set<String> common = spec.optionsMap().keySet();
        Map<Service, List<OptionSpec>> more = new LinkedHashMap<>();
        for (Service service : services) {
            List<OptionSpec> own = commands.make(entry, () -> service).spec().options().stream()
                    .filter(option -> !common.contains(option.longestName()))
                    .toList();
            if (!own.isEmpty()) {
                more.put(service, own);
            }
        }
        return new Described(entry, spec, more);
    }

    static String text(OptionSpec option) {
        return String.join(" ", option.description()).replace("%%", "%");
    }
}
