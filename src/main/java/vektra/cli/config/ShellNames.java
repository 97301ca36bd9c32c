package vektra.cli.config;

import java.util.regex.Pattern;

/**
 * Names that shells keep for themselves: a variable of such a name is read-only there, counted, cut, or even evaluated, so
 * that its value does not reach programs, or ends the text behind it. Found by trying.
 */
final class ShellNames {
    /** Of bash, also with --posix, and of dash. */
    private static final String BASH =
            "_|BASH(OPTS|PID)|BASH_(ALIASES|ARGC|ARGV|ARGV0|CMDS|COMMAND|LINENO|SOURCE|SUBSHELL"
                    + "|VERSINFO)|COMP_WORDBREAKS|DIRSTACK|EPOCH(REALTIME|SECONDS)|E?UID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND"
                    + "|PIPESTATUS|PPID|S?RANDOM|SECONDS|SHELLOPTS|SHLVL";

    private static final String ZSH =
            "ARGC|ARGV0|E?GID|ERRNO|FUNCNEST|HISTCHARS|TRY_BLOCK_(ERROR|INTERRUPT)|TTYIDLE|USERNAME"
                    + "|WATCH|ZSH_(EVAL_CONTEXT|SUBSHELL)|argv|builtins|cdpath|commands|dirstack|errnos|fignore|fpath|funcfiletrace"
                    + "|funcsourcetrace|funcstack|functions|functrace|histchars|history|historywords|job(dirs|states|texts)|keymaps"
                    + "|(dis_)?(aliases|builtins|functions|functions_source|galiases|patchars|reswords|saliases)|mailpath|manpath"
                    + "|module_path|modules|nameddirs|options|parameters|path|pipestatus|psvar|signals|status|sysparams|termcap"
                    + "|terminfo|userdirs|usergroups|watch|widgets|zsh_eval_context";

    /** Numbers to zsh: any other value becomes one. */
    private static final Pattern NUMBERS = Pattern.compile(
            "BAUD|COLUMNS|DIRSTACKSIZE|HISTSIZE|KEYTIMEOUT|LINES|LISTMAX|LOGCHECK|MAILCHECK|SAVEHIST|TMOUT");

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern POSIX = Pattern.compile(BASH + "|" + ZSH);
    private static final Pattern FISH = Pattern.compile(
            "_|FISH_VERSION|PWD|SHLVL|argv|fish_(kill_signal|pid)|history|hostname|pipestatus|status|umask|version");

    private ShellNames() {}

    /** Whether bash, dash and zsh hand a variable on as it is. */
    static boolean takenByShells(String name, String value) {
        return !POSIX.matcher(name).matches()
                && (!NUMBERS.matcher(name).matches() || NUMBER.matcher(value).matches());
    }

    /** Whether fish hands a variable on as it is. */
    static boolean takenByFish(String name) {
        return !FISH.matcher(name).matches();
    }
}
