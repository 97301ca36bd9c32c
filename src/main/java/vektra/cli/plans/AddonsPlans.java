package vektra.cli.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vektra.addons.services.Catalogue;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.TagParams;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.ServiceName;
import vektra.model.service.Plan;

/** Lists the plans of a service. */
public final class AddonsPlans extends VektraCommand<List<Catalogue.PlanOffer>> {
    private final Param<ServiceName> service = argument("SERVICE", "one that addons:services lists", ServiceName::new);

    @Override
    public List<Catalogue.PlanOffer> run(Invocation with) {
        return with.verbs().catalogue().plans(service.get());
    }

    @Override
    public void print(List<Catalogue.PlanOffer> plans, Output out) {
        boolean tagged = plans.stream().anyMatch(offer -> !offer.tags().isEmpty());
        List<String> heads = new ArrayList<>(List.of("plan", "default", "price", "sharable", "limits"));
        if (tagged) {
            heads.add("tags");
        }
        heads.add("description");
        out.table(
                heads, plans.stream().map(offer -> cells(plans, offer, tagged)).toList());
    }

    private List<String> cells(List<Catalogue.PlanOffer> plans, Catalogue.PlanOffer offer, boolean tagged) {
        Plan plan = offer.plan();
        List<String> cells = new ArrayList<>(List.of(
                service.get() + ":" + plan.name(),
                offer.equals(plans.get(0)) ? "yes" : "",
                Plan.PRICE,
                plan.sharable() ? "yes" : "no",
                limits(offer.limits())));
        if (tagged) {
            cells.add(TagParams.words(offer.tags()));
        }
        cells.add(plan.description());
        return cells;
    }

    public static String limits(Map<String, String> limits) {
        return limits.isEmpty()
                ? "-"
                : limits.entrySet().stream()
                        .map(limit -> limit.getKey() + " " + limit.getValue())
                        .collect(Collectors.joining(", "));
    }

    @Override
    public Object json(List<Catalogue.PlanOffer> plans) {
        return plans.stream()
                .map(offer -> Json.map(
                        "name", service.get() + ":" + offer.plan().name(),
                        "default", offer.equals(plans.get(0)),
                        "dedicated", offer.plan().dedicated(),
                        "price", Plan.PRICE,
                        "sharable", offer.plan().sharable(),
                        "limits", offer.limits(),
                        "tags", TagParams.json(offer.tags()),
                        "description", offer.plan().description()))
                .toList();
    }
}
