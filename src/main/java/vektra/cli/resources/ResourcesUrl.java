package vektra.cli.resources;

import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.ResourceCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;

/** Prints the URL of a resource, with its password. */
public final class ResourcesUrl extends ResourceCommand<String> {
    private final Param<String> what = argument("RESOURCE", "the name of a resource", t -> t);

    @Override
    public String run(Invocation with) {
        return resources(with).url(what.get());
    }

    @Override
    public void print(String url, Output out) {
        out.line(url);
    }

    @Override
    public Object json(String url) {
        return Json.map("name", what.get(), "url", url);
    }
}
