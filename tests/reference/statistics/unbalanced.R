# 28 schools of 5 to 60 pupils, two programmes crossed (cc, tv), a text column of three values.
source("fits.R")
set.seed(20261102)
schools <- 28
sizes <- sample(5:60, schools, replace = TRUE)
school <- rep(sample(101:999, schools), sizes); k <- rep(1:schools, sizes)
d <- data.frame(school, cc = rep(0:1, 14)[k], tv = rep(c(0, 0, 1, 1), 7)[k], year = k %% 3 + rbinom(length(k), 1, .3))
d$sex <- sample(c("girl", "boy", "other"), nrow(d), replace = TRUE, prob = c(.48, .48, .04))
d$pre <- rpois(nrow(d), 2)
d$post <- round(1.6 + .25 * d$pre + .6 * d$cc + .2 * d$tv - .3 * d$cc * d$tv + .2 * (d$sex == "girl") + .1 * d$year +
                rnorm(schools, 0, .4)[k] + rnorm(nrow(d), 0, 1.1), 3)
d <- d[sample(nrow(d)), ]
write.csv(d, "unbalanced.csv", row.names = FALSE)
f <- "post ~ pre + cc * tv + sex + year"
save_all("unbalanced", list(
  model = f,
  lmm_reml_satterthwaite = mixed(f, "(1 | school)", d),
  lmm_reml_kenward_roger = mixed(f, "(1 | school)", d, ddf = "Kenward-Roger"),
  lmm_ml_satterthwaite = mixed(f, "(1 | school)", d, reml = FALSE),
  ols_cr0 = ols(f, d, "CR0"), ols_cr2 = ols(f, d, "CR2"),
  gee_independence = gee(f, d), gee_exchangeable = gee(f, d, corstr = "exchangeable"),
  cluster = summaries("post ~ pre + sex + year", "cc * tv", d),
  cluster_weighted = summaries("post ~ pre + sex + year", "cc * tv", d, "size"),
  cluster_inverse_variance = summaries("post ~ pre + sex + year", "cc * tv", d, "inverse")))
