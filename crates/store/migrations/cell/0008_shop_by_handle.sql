-- Every page of a product or a shop begins with the shop's name in addresses. That names are taken once only is held where all shops of
-- a market are known, in the directory; here it is looked up.
create index shop_handle_idx on shop (handle);
