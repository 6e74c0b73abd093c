"""证明事项 (attestations): the proofs that the bureau may still ask of citizens, and those removed.

Each proof needs a law, regulation or State Council decision behind it; nothing outside the list may
be asked for (优化营商环境条例 44). The list is a row of dated rulings: keep, or remove. A standing
gate refuses to open any case whose paper list asks for a removed proof.

Words: attestation 证明事项, ruling 清理决定, kept 保留, removed 取消, issuer 开具单位.

This is the smallest register and the one to copy.
"""
