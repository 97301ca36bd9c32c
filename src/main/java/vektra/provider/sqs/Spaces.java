package vektra.provider.sqs;

import java.io.IOException;
import vektra.model.addon.Resource;
import vektra.model.text.VektraException;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.provider.sqs.server.folder.DataFolder.Space;

/** The spaces of add-ons. The number of one comes from the add-on's id, so that addresses last when it is moved. */
record Spaces(DataFolder folder) {
    /** The one that there is, or a new one. */
    Space of(Resource wanted) throws IOException {
        String addon = wanted.id().brief();
        Space held = folder.space(addon);
        if (held != null) {
            return held;
        }
        String account = Names.account(wanted);
        for (Space other : folder.addons()) {
            if (other.account().equals(account)) {
                throw VektraException.refused(
                        "the account number " + account + " is another add-on's",
                        "try again: each attempt has its own",
                        null);
            }
        }
        Space made = new Space(addon, account, wanted.label(), Names.owner(wanted));
        folder.write(made);
        return made;
    }
}
