# lme4 on the same file, for bench/mixed-model.ts: prints seconds of lmer() alone and what it found.
suppressPackageStartupMessages({ library(lme4); library(jsonlite) })
d <- read.csv(commandArgs(TRUE)[1])
seconds <- system.time(fit <- lmer(post ~ pre + age + arm * late + (1 | school), d))[["elapsed"]]
cat(toJSON(list(seconds = seconds, estimate = unname(fixef(fit)), se = unname(sqrt(diag(as.matrix(vcov(fit))))),
                logLik = as.numeric(logLik(fit))), digits = NA, auto_unbox = TRUE))
