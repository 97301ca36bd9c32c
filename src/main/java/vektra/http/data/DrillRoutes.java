package vektra.http.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.addons.data.Drills;
import vektra.addons.data.Shelved;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.model.addon.Drill;

/** Restoring backups to see that they can be. */
public final class DrillRoutes {
    private DrillRoutes() {}

    public static List<Route> all() {
        return List.of(Route.post(
                "/addons/{addon}/drills",
                "Restore the newest backup of an add-on into a place that is deleted afterwards",
                "Anything",
                201,
                "Drill",
                DrillRoutes::drill));
    }

    /** A drill that failed is an answer too: its problem is in it. */
    private static Answer drill(Call call) {
        Inventory.Row row = DataRoutes.ownRow(call);
        Drills.Drilled drilled =
                call.verbs().data().drills().one(row.addon().name().value(), null);
        Shelved backup = drilled.backup();
        @Nullable Drill drill = drilled.drill();
        return Answer.created(Json.map(
                "backup", backup == null ? null : backup.word(), "drill", drill == null ? null : drill.fields()));
    }
}
