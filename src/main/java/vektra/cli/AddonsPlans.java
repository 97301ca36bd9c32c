package vektra.cli;

import java.util.List;
import vektra.addons.Catalogue;
import vektra.model.Service;
import vektra.model.ServiceName;

/** Lists the plans of a service. */
final class AddonsPlans extends VektraCommand<Service> {
    private final Param<ServiceName> service = argument("SERVICE", "such as postgres", ServiceName::new);

    @Override
    Service run(Invocation with) {
        return new Catalogue(with.home()).describe(service.get());
    }

    @Override
    void print(Service result, Output out) {
        out.table(
                List.of("plan", "default", "description"),
                result.plans().stream()
                        .map(plan -> List.of(
                                result.name() + ":" + plan.name(),
                                plan.equals(result.defaultPlan()) ? "yes" : "",
                                plan.description()))
                        .toList());
    }

    @Override
    Object json(Service result) {
        return result.plans().stream()
                .map(plan -> Views.map(
                        "name", result.name() + ":" + plan.name(),
                        "default", plan.equals(result.defaultPlan()),
                        "dedicated", plan.dedicated(),
                        "description", plan.description()))
                .toList();
    }
}
