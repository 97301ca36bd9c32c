package vektra.http.platform;

import java.util.List;
import vektra.file.FigureFiles;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.model.addon.Addon;

/** How large an add-on was and how many connections it had, over time. */
public final class FigureRoutes {
    private final FigureFiles files;

    public FigureRoutes(FigureFiles files) {
        this.files = files;
    }

    public List<Route> all() {
        return List.of(Route.view(
                "/addons/{addon}/figures",
                "The size and the connections of an add-on over the last 31 days",
                "Figures",
                this::of));
    }

    private Answer of(Call call) {
        Addon addon = call.find().addon(call.name("addon")).addon();
        return Answer.ok(files.of(addon.id()).stream()
                .map(sample -> Json.map(
                        "at", sample.at().toString(), "size", sample.size(), "connections", sample.connections()))
                .toList());
    }
}
