/**
 * The agent's configuration: files, folders and flags are read, merged, checked and explained, and
 * one record comes out.
 *
 * <p>A source is decoded against the tables of keys (classes whose names end in {@code Keys}: the
 * only places where a key is declared), all sources are merged into one tree, the tree is read as
 * {@link io.proconsul.config.AgentConfig}, and the rules check the result. {@link
 * io.proconsul.config.ConfigLoader} does all of it; {@link io.proconsul.config.AgentFlags} makes
 * sources of a command line. The texts of errors and warnings are those of release 1.8.7, followed
 * by our own explanation with file, line and column.
 *
 * <p>Nothing here starts anything, writes anything or resolves a name. The machine is seen through
 * {@link io.proconsul.config.Machine}.
 */
@NullMarked
package io.proconsul.config;

import org.jspecify.annotations.NullMarked;
