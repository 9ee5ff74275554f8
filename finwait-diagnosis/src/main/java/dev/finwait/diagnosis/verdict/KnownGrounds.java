package dev.finwait.diagnosis.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// See [Grounds#of].
record KnownGrounds(List<Evidence> evidence, @Nullable String question) implements Grounds {}
