# The same list in R: Rscript list.R FILE.csv prints seconds, then name, estimate and error of each figure.
suppressPackageStartupMessages(library(survey))
start <- proc.time()[["elapsed"]]
options(survey.lonely.psu = "certainty", digits = 17)
d <- read.csv(commandArgs(TRUE)[1])
d$c1 <- as.numeric(d$clase1 == 1); d$c2 <- as.numeric(d$clase2 == 1); d$inf <- as.numeric(d$emp_ppal == 1); d$one <- 1
s <- svydesign(~upm, strata = ~est_d, weights = ~fac, data = d, nest = TRUE)
out <- list()
put <- function(name, value, se) out[[length(out) + 1]] <<- data.frame(name = name, value = as.numeric(value), se = as.numeric(se))
t <- svytotal(~one + c1 + c2 + ingocup, s); put(paste("total", 0:3), coef(t), SE(t))
m <- svymean(~hrsocup, s); put("hours", coef(m), SE(m))
r <- svyratio(~ingocup, ~hrsocup, s); put("per hour", coef(r), SE(r))
r <- svyratio(~c2, ~c1, s); put("employed", coef(r), SE(r))
q <- svyquantile(~ingocup, s, c(0.25, 0.5, 0.75)); put(paste("income", c(0.25, 0.5, 0.75)), coef(q), NA)
p <- svyciprop(~inf, s, method = "logit"); put("informal", coef(p), NA)
b <- svyby(~hrsocup, ~ent + sex, s, svymean); put(paste("hours", b$ent, b$sex), b$hrsocup, b$se)
b <- svyby(~hrsocup, ~ent + sex + rama, s, svymean); put(paste("hours", b$ent, b$sex, b$rama), b$hrsocup, b$se)
cat(proc.time()[["elapsed"]] - start, "\n")
write.table(format(do.call(rbind, out), digits = 17), col.names = FALSE, row.names = FALSE, sep = "\t", quote = FALSE)
