package io.proconsul.config;

import io.proconsul.config.address.Interfaces;
import io.proconsul.runtime.disk.FileTree;

import java.util.OptionalLong;

/** What a configuration depends on besides its sources. */
public interface Machine {
    /** The files of the configuration and the data folder. */
    FileTree files();

    /** Addresses of the machine. */
    Interfaces interfaces();

    /** The node's name when none is configured. */
    String hostName();

    /** How many files the process may have open; empty when that is not known. */
    OptionalLong openFilesMax();

    /** A variable of the environment; empty when it is not set. */
    String variable(String name);

    /** The machine we run on. */
    static Machine system() {
        return new SystemMachine();
    }
}
