-- The category of goods whose own words for it the market does not know.
alter table import add column category text;
