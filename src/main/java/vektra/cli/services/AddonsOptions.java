package vektra.cli.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vektra.addons.services.Catalogue;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.model.name.ServiceName;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;

/** Lists the options of a service, and what they are set to where it is enabled. */
public final class AddonsOptions extends VektraCommand<AddonsOptions.Result> {
    private final Param<ServiceName> service = argument("SERVICE", "one that addons:services lists", ServiceName::new);

    /** @param inEffect the values of the enabled service; empty when it is not */
    record Result(Service service, Map<String, String> inEffect) {
        /** The value of an option; null when it has none, and of a URL, which may hold a password. */
        @Nullable
        String value(ServiceOption option) {
            return option.name().equals(ServerOptions.URL) ? null : inEffect.get(option.name());
        }
    }

    @Override
    public Result run(Invocation with) {
        Catalogue catalogue = with.verbs().catalogue();
        return new Result(catalogue.describe(service.get()), catalogue.inEffect(service.get()));
    }

    @Override
    public void print(Result result, Output out) {
        boolean isOn = !result.inEffect().isEmpty();
        out.table(
                isOn ? List.of("name", "value", "default", "description") : List.of("name", "default", "description"),
                result.service().options().stream()
                        .map(option -> {
                            List<String> row = new ArrayList<>(List.of(
                                    option.name(),
                                    Objects.requireNonNullElse(option.defaultValue(), ""),
                                    option.help()));
                            if (isOn) {
                                row.add(1, Objects.requireNonNullElse(result.value(option), ""));
                            }
                            return row;
                        })
                        .toList());
    }

    @Override
    public Object json(Result result) {
        return result.service().options().stream()
                .map(option -> {
                    Map<String, @Nullable Object> json = Views.option(option);
                    json.put("value", result.value(option));
                    return json;
                })
                .toList();
    }
}
