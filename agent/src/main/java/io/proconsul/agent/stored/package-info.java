/**
 * The part of the data folder in which registrations outlive a restart: files as the reference
 * writes and reads them, and what makes writing thousands a second safe.
 */
@NullMarked
package io.proconsul.agent.stored;

import org.jspecify.annotations.NullMarked;
