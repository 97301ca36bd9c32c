package vektra.addons.data;

import java.util.List;
import vektra.model.addon.Addon;
import vektra.model.addon.Step;
import vektra.model.service.Server;

/** Where the data of an add-on come from that is made with them. */
public interface Filling {
    /** What deletes everything but the data in the add-on, once they are there or given up. */
    List<Step> leftovers(Addon addon);

    /** Brings everything into an add-on that has no users yet. */
    void fill(Server to, Addon addon);
}
