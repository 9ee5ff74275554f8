/// What is known of one connection, each group of facts named by its source: packets
/// ([dev.finwait.diagnosis.facts.WireFacts]), the kernel ([dev.finwait.diagnosis.facts.KernelFacts]),
/// and what went on around it ([dev.finwait.diagnosis.facts.Surroundings]). Facts carry no judgement.
@NullMarked
package dev.finwait.diagnosis.facts;

import org.jspecify.annotations.NullMarked;
