"""What the programme does with what is stored; knows neither LINE nor HTTP."""
