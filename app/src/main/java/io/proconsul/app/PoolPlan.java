package io.proconsul.app;

import io.proconsul.agent.join.JoinPlan;
import io.proconsul.agent.member.PoolsSettings;

/**
 * How an agent gossips.
 *
 * @param lan whom it joins in the LAN pool
 * @param wan whom it joins in the WAN pool
 */
record PoolPlan(PoolsSettings pools, JoinPlan lan, JoinPlan wan) {}
