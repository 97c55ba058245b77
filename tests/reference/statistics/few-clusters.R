# 8 schools: where small-sample corrections decide.
source("fits.R")
set.seed(20261103)
sizes <- c(12, 31, 18, 44, 25, 9, 37, 22); k <- rep(1:8, sizes)
d <- data.frame(school = LETTERS[k], arm = ifelse(k %% 2 == 0, "usual", "lesson"))
d$pre <- round(rnorm(nrow(d)), 2)
d$post <- round(.5 * d$pre - .4 * (d$arm == "lesson") + rnorm(8, 0, .5)[k] + rnorm(nrow(d)), 3)
write.csv(d, "few-clusters.csv", row.names = FALSE)
f <- "post ~ pre + arm"
save_all("few-clusters", list(
  model = f,
  lmm_reml_satterthwaite = mixed(f, "(1 | school)", d),
  lmm_reml_kenward_roger = mixed(f, "(1 | school)", d, ddf = "Kenward-Roger"),
  lmm_ml_satterthwaite = mixed(f, "(1 | school)", d, reml = FALSE),
  ols_cr0 = ols(f, d, "CR0"), ols_cr2 = ols(f, d, "CR2"),
  gee_independence = gee(f, d), gee_exchangeable = gee(f, d, corstr = "exchangeable"),
  cluster = summaries("post ~ pre", "arm", d), cluster_weighted = summaries("post ~ pre", "arm", d, "size"),
  cluster_inverse_variance = summaries("post ~ pre", "arm", d, "inverse")))
