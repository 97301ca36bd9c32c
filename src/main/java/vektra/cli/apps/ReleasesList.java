package vektra.cli.apps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.model.app.Release;
import vektra.model.text.Shown;

/** Lists the releases of an app, newest first. */
public final class ReleasesList extends AppCommand<List<Release>> {
    @Override
    public List<Release> run(Invocation with) {
        List<Release> releases = new ArrayList<>(with.verbs().releases().list(app(with)));
        Collections.reverse(releases);
        return releases;
    }

    @Override
    public void print(List<Release> releases, Output out) {
        out.table(
                List.of("release", "description", "by", "at"),
                releases.stream()
                        .map(release -> List.of(
                                "v" + release.version(),
                                release.description(),
                                release.by(),
                                Shown.time(release.createdAt())))
                        .toList());
    }

    @Override
    public Object json(List<Release> releases) {
        return releases.stream().map(Views::release).toList();
    }
}
