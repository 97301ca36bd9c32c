package vektra.cli;

import java.util.List;
import java.util.Objects;
import vektra.addons.Catalogue;
import vektra.model.Service;
import vektra.model.ServiceName;

/** Lists the options of a service. */
final class AddonsOptions extends VektraCommand<Service> {
    private final Param<ServiceName> service = argument("SERVICE", "one that addons:services lists", ServiceName::new);

    @Override
    Service run(Invocation with) {
        return new Catalogue(with.home()).describe(service.get());
    }

    @Override
    void print(Service result, Output out) {
        out.table(
                List.of("name", "default", "description"),
                result.options().stream()
                        .map(option -> List.of(
                                option.name(), Objects.requireNonNullElse(option.defaultValue(), ""), option.help()))
                        .toList());
    }

    @Override
    Object json(Service result) {
        return result.options().stream().map(Views::option).toList();
    }
}
