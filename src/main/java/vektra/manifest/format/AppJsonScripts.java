package vektra.manifest.format;

import java.util.Optional;
import vektra.manifest.text.Form;
import vektra.manifest.text.Tree;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.WantedRun;

/** The scripts of an {@code app.json}. */
final class AppJsonScripts {
    private static final String POSTDEPLOY = "postdeploy";

    private AppJsonScripts() {}

    static WantedRun read(Form form) {
        Optional<Value> postdeploy = form.form("scripts")
                .flatMap(scripts -> scripts.tree(POSTDEPLOY).orElse(null) instanceof Tree.Fields
                        ? scripts.form(POSTDEPLOY).flatMap(one -> one.text("command"))
                        : scripts.text(POSTDEPLOY));
        return new WantedRun(
                WantedRun.NOTHING.processes(),
                postdeploy.map(Value::text).filter(text -> !text.isBlank()).orElse(null));
    }
}
