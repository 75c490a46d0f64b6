"""What the programme does with stored data. It knows neither LINE nor HTTP."""
