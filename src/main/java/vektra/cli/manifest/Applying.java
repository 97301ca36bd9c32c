package vektra.cli.manifest;

import java.nio.file.Path;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.manifest.apply.Apply;
import vektra.manifest.apply.Decision;
import vektra.manifest.apply.Naming;
import vektra.manifest.wanted.Manifest;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;

/** Applies the manifest of a folder: for the app that is named, or that the file, the place or the folder's name means. */
public final class Applying {
    private Applying() {}

    /** The manifest with its apps named. */
    public static Manifest named(Manifest manifest, Param<AppName> given, Invocation with) {
        return Naming.named(manifest, given.orNull(), () -> otherwise(given, with));
    }

    public static Decision apply(Manifest named, Invocation with) {
        return new Apply(with.verbs().assembler()).apply(named);
    }

    private static AppName otherwise(Param<AppName> given, Invocation with) {
        AppName place = with.appIfAny(given);
        return place == null ? ofFolder(with.folder()) : place;
    }

    /** The app that a folder is called like; INVALID when its name is none for an app. */
    public static AppName ofFolder(Path folder) {
        return AppName.nearest(String.valueOf(folder.getFileName()))
                .orElseThrow(() -> VektraException.invalid("no app given", Invocation.WHICH_APP));
    }
}
