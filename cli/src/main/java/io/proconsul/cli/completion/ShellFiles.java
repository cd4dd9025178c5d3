package io.proconsul.cli.completion;

import io.proconsul.cli.command.CommandException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The start files of a person's shells, in which a line asks for completion. Those that are not
 * there are not made.
 */
public final class ShellFiles {
    private static final String BASH = "complete -C consul consul";
    private static final String ZSH_LOAD = "autoload -U +X bashcompinit && bashcompinit";
    private static final String ZSH = "complete -o nospace -C consul consul";

    private final Path home;

    public ShellFiles(Path home) {
        this.home = home;
    }

    /** Adds the lines where they are missing. */
    public void install() throws CommandException {
        boolean bash = add(".bashrc", List.of(BASH));
        boolean zsh = add(".zshrc", List.of(ZSH_LOAD, ZSH));
        if (!bash && !zsh) {
            throw new CommandException(
                    "Error executing CLI: already installed, or no .bashrc or .zshrc in " + home);
        }
    }

    /** Removes the lines. */
    public void uninstall() throws CommandException {
        boolean bash = remove(".bashrc", List.of(BASH));
        boolean zsh = remove(".zshrc", List.of(ZSH));
        if (!bash && !zsh) {
            throw new CommandException("Error executing CLI: not installed in " + home);
        }
    }

    private boolean add(String name, List<String> lines) throws CommandException {
        Path file = home.resolve(name);
        try {
            if (!Files.exists(file) || Files.readAllLines(file).containsAll(lines)) {
                return false;
            }
            List<String> all = new ArrayList<>(Files.readAllLines(file));
            all.addAll(lines);
            Files.write(file, all);
            return true;
        } catch (IOException failure) {
            throw new CommandException("Error executing CLI: " + failure.getMessage());
        }
    }

    private boolean remove(String name, List<String> lines) throws CommandException {
        Path file = home.resolve(name);
        try {
            if (!Files.exists(file)) {
                return false;
            }
            List<String> all = new ArrayList<>(Files.readAllLines(file));
            boolean changed = all.removeAll(lines);
            if (changed) {
                Files.write(file, all);
            }
            return changed;
        } catch (IOException failure) {
            throw new CommandException("Error executing CLI: " + failure.getMessage());
        }
    }
}
