/**
 * The tables of the state: rows, and for each table the trees in which its rows are found. A table
 * is an immutable record of trees; its draft is the same being changed. Nothing here knows a rule:
 * drafts keep the trees of one table in step and that is all.
 */
@NullMarked
package io.proconsul.state.table;

import org.jspecify.annotations.NullMarked;
